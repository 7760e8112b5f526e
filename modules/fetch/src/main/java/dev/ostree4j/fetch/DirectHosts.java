// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The hosts of `no_proxy`: names with all below them, addresses, networks such as `10.0.0.0/8`,
/// or `*` for all; parted by commas or blanks.
record DirectHosts(List<String> entries) {

  static DirectHosts parse(String list) {
    return new DirectHosts(
        Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean contains(String host) {
    return entries.stream().anyMatch(entry -> covers(entry, host.toLowerCase(Locale.ROOT)));
  }

  private static boolean covers(String entry, String host) {
    if (entry.equals("*")) {
      return true;
    }
    if (isAddress(host)) {
      return coversAddress(entry.replace("[", "").replace("]", ""), host);
    }
    String name = entry.startsWith(".") ? entry.substring(1) : entry;
    return host.equals(name) || host.endsWith("." + name);
  }

  private static boolean coversAddress(String entry, String host) {
    int slash = entry.indexOf('/');
    String network = slash < 0 ? entry : entry.substring(0, slash);
    if (!isAddress(network)) {
      return false;
    }
    byte[] ours = InetAddress.ofLiteral(host).getAddress();
    byte[] theirs = InetAddress.ofLiteral(network).getAddress();
    int all = theirs.length * 8;
    int bits = slash < 0 ? all : bits(entry.substring(slash + 1), all);
    return ours.length == theirs.length
        && bits >= 0
        && prefix(ours, bits).equals(prefix(theirs, bits));
  }

  private static BigInteger prefix(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
  }

  private static int bits(String digits, int all) {
    boolean valid = digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= all;
    return valid ? Integer.parseInt(digits) : -1;
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
