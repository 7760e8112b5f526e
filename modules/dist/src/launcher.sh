#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Starts ostree4j on the Java runtime beside this script. It starts no other process unless it was called
# through a symbolic link.

home=${0%/*}/..
if [ ! -e "$home/lib/ostree4j.aot" ]; then
  home=$(readlink -f -- "$0")
  home=${home%/*}/..
fi

# The first argument which is no option names the command, as the program itself sees it.
command=
for argument; do
  case $argument in
    -*) ;;
    *)
      command=$argument
      break
      ;;
  esac
done

# How a command is compiled. Short ones end before compiling pays: late, and without the optimising compiler, as
# those that wait for the kernel (checkouts, local pulls, prunes, summaries). Whatever hashes needs that compiler: it
# alone knows the processor's SHA-256 instructions. It gets the hashing at once and else only what runs some twenty
# times as long as usual, so that nothing need be measured for it before, unless a delta is to be decompressed. What
# computes or serves for long is left to the virtual machine.
simple=-XX:TieredStopAtLevel=1
measured='-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining
  -XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=12000
  -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=800000
  -XX:CompileCommand=quiet
  -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.DigestBase::implCompressMultiBlock,0.000001
  -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::implCompress,0.000001'
hashing="$measured -XX:-C1UpdateMethodData"
# Making a delta calls for all kinds of code for some seconds each: half of the compiler's time is saved where it takes
# over less from other methods and unrolls less. The loops run over millions of elements: they are to stop on the way
# when the collector asks, or all other threads wait for the end of the loop. From nothing there is only the
# compression, for long: that takes a sixth more time with such code.
quickly='-XX:FreqInlineSize=50 -XX:LoopUnrollLimit=10 -XX:-PartialPeelLoop
  -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000'
compiled=$hashing
late=1 # times as often as usual a method must run before it is compiled

# Each start links all classes of its cache: commands that look around have one of their own, with less in it.
cache=ostree4j
case $command in
  checkout)
    case " $* " in
      *' --union-identical '*) ;;
      *) compiled=$simple ;;
    esac
    ;;
  pull-local)
    case " $* " in
      *' --require-static-deltas '*) compiled=$measured ;;
      *' --untrusted '* | *' --bareuseronly-files '*) ;;
      *) compiled=$simple ;;
    esac
    ;;
  pull) late=0.3 ;; # thousands of small requests, each with the same work
  prune | summary) compiled=$simple ;;
  refs)
    compiled=$simple
    cache=short
    late=3 # the same few methods for each of thousands
    ;;
  '' | cat | config | init | log | ls | reset | rev-parse)
    compiled=$simple
    cache=short
    late=10
    ;;
  remote)
    compiled=$simple
    late=10
    case " $* " in
      *' add '* | *' delete '* | *' list '* | *' show-url '*) cache=short ;;
    esac
    ;;
  show)
    compiled=$simple
    late=10
    ;;
  static-delta)
    case " $* " in
      *' apply-offline '*) compiled=$measured ;;
      *' generate '*'--empty '*) compiled= ;;
      *' generate '*) compiled=$quickly ;;
      *) compiled= ;;
    esac
    ;;
  trivial-httpd) compiled= ;;
esac

# Making a delta asks for the collection of what it leaves behind; the heap is to become no larger than that needs,
# with little room for what is young: it uses few large arrays.
heap=
case "$command $* " in
  'static-delta '*' generate '*) heap='-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -Xmn8m' ;;
esac

# File names are UTF-8 on disk, also for a caller in the C locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# The virtual machine announces these on the terminal.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

# The heap starts small: by default it would take a 64th of the machine at once and never need it.
# A cache which does not fit must only cost time: no log at all. It fits only where object pointers are
# compressed, which a machine of more than 128 GB would give up for a larger heap.
exec "$home/bin/java" \
  -XX:AOTCache="$home/lib/$cache.aot" -Xlog:disable -Xlog:all=off \
  -XX:+UseSerialGC -Xms48m -XX:MaxRAM=64g -XX:-UsePerfData $compiled -XX:CompileThresholdScaling=$late $heap \
  --enable-native-access=dev.ostree4j.syscall \
  -m dev.ostree4j.cli/dev.ostree4j.cli.Main "$@"
