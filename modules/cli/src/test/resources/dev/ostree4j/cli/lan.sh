#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Run by LanInteropIT in namespaces of its own, in which nothing but a loopback interface is there: starts a message
# bus and an Avahi daemon, and lets both programs look for refs. What each says goes into the directory of the test.
#
# $1 is that directory; OURS and HOST are commands, which may consist of several words.
set -eu
cd "$1"

# Whatever is changed here is seen by nobody else.
mount -t tmpfs tmpfs /run
printf 'root:x:0:0::/:/bin/sh\navahi:x:0:0::/:/bin/false\n' >/run/passwd
printf 'root:x:0:\navahi:x:0:\nnetdev:x:0:\n' >/run/group
mount --bind /run/passwd /etc/passwd
mount --bind /run/group /etc/group
mkdir /run/services
cp repo.service /run/services
mount --bind /run/services /etc/avahi/services
ip link set lo up

cat >/run/bus.conf <<'XML'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=/run/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/> <allow own="*"/> <allow send_destination="*"/> <allow receive_type="signal"/>
    <allow send_type="method_call"/> <allow receive_type="method_call"/> <allow receive_type="method_return"/>
    <allow receive_type="error"/>
  </policy>
</busconfig>
XML
printf '[server]\nhost-name=peer\n[wide-area]\nenable-wide-area=no\n[publish]\npublish-workstation=no\n' >/run/avahi.conf

pids=
trap 'kill $pids 2>/dev/null || :' EXIT
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/bus
dbus-daemon --config-file=/run/bus.conf --nofork >bus.log 2>&1 &
pids="$pids $!"
until [ -S /run/bus ]; do sleep 0.1; done
avahi-daemon -f /run/avahi.conf --no-drop-root --no-chroot --no-rlimits >avahi.log 2>&1 &
avahi=$!
pids="$pids $avahi"
$HOST serve 8080 served >host.log 2>&1 &
pids="$pids $!"

# Lets the C program look for the ref until it finds this URL, since a service is announced a moment after whoever
# offers it starts.
find_patiently() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    timeout 20 ostree find-remotes --repo=client --finders=lan org.example.Apps app >answer 2>&1 || :
    grep -q "$1" answer && break
  done
  cat answer
}

find_patiently http://127.0.0.1:8080/7 >theirs
ostree find-remotes --verbose --repo=client --finders=lan org.example.Apps other >theirs-other 2>&1
$OURS find-remotes --repo=ours-client --finders=lan --pull org.example.Apps app >ours 2>&1

rm /run/services/repo.service
kill -HUP "$avahi"
$HOST advertise 8080 app >advertiser.log 2>&1 &
pids="$pids $!"
find_patiently http://127.0.0.1:8080/8 >theirs-of-ours
ostree find-remotes --verbose --repo=client --finders=lan org.example.Apps other >theirs-of-ours-other 2>&1
ostree find-remotes --repo=client --finders=lan --pull org.example.Apps app >theirs-pulled
