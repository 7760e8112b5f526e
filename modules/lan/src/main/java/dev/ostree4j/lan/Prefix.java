// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.net.InetAddress;

/// The addresses that have their first bits in common, which are those of one network.
record Prefix(InetAddress address, int bits) {
  boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int i = 0; i < bits && i < 8 * ours.length; i++) {
      if (((ours[i / 8] ^ theirs[i / 8]) & 0x80 >> i % 8) != 0) {
        return false;
      }
    }
    return true;
  }
}
