// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.util.Comparator;

/// The order of names in dirtrees: by UTF-8 bytes, which is the order of code points.
final class NameOrder implements Comparator<String> {

  static final NameOrder BY_BYTES = new NameOrder();

  private NameOrder() {}

  @Override
  public int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return weight(x) - weight(y);
      }
    }
    return a.length() - b.length();
  }

  /// Surrogates stand for code points above all others, although their values do not.
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
