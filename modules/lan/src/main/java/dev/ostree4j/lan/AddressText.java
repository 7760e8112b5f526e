// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/// How an address is written in a URL; an IPv6 address in its short form, as RFC 5952 wants it.
final class AddressText {
  private static final int WORDS = 8;

  /// As RFC 6874 has it. The reference program writes the percent sign alone, and then cannot fetch
  /// from there.
  private static final String ZONE = "%25";

  private AddressText() {}

  /// An address for a URL.
  ///
  /// @param interfaceIndex which network a link-local address is of; each has the same
  static String of(InetAddress address, int interfaceIndex) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    boolean local = address.isLinkLocalAddress() || address.isLoopbackAddress();
    return "[" + shorten(ByteBuffer.wrap(bytes)) + (local ? ZONE + interfaceIndex : "") + "]";
  }

  /// The first of the longest runs of zeros, if it has two words or more, becomes `::`.
  private static String shorten(ByteBuffer bytes) {
    int zerosStart = WORDS;
    int zerosLength = 1;
    for (int i = 0; i < WORDS; i++) {
      int length = zeros(bytes, i);
      if (length > zerosLength) {
        zerosStart = i;
        zerosLength = length;
      }
    }
    if (zerosStart == WORDS) {
      return words(bytes, 0, WORDS);
    }
    return words(bytes, 0, zerosStart) + "::" + words(bytes, zerosStart + zerosLength, WORDS);
  }

  private static int zeros(ByteBuffer bytes, int start) {
    int end = start;
    while (end < WORDS && bytes.getShort(2 * end) == 0) {
      end++;
    }
    return end - start;
  }

  private static String words(ByteBuffer bytes, int start, int end) {
    var text = new StringBuilder();
    for (int i = start; i < end; i++) {
      text.append(i == start ? "" : ":");
      text.append(Integer.toHexString(Short.toUnsignedInt(bytes.getShort(2 * i))));
    }
    return text.toString();
  }
}
