// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Comparator;

/// What a name in a directory may look like, and which of two names comes first.
///
/// @since 0.1
public final class FileNames {
  /// The order of the UTF-8 bytes, which is the order of entries in a [DirTree]. It differs from
  /// [String#compareTo] above U+FFFF.
  public static final Comparator<String> BYTE_ORDER = FileNames::compare;

  private FileNames() {}

  /// Whether an entry may have this name: not empty, not `.` or `..`, without `/` and NUL, and
  /// text (a lone surrogate stands for a byte that is not UTF-8).
  public static boolean isValid(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && Text.isStorable(name);
  }

  /// The same for the UTF-8 bytes of a name, among which is no NUL.
  static boolean isValid(Span name) {
    boolean dots = name.size() <= 2;
    for (int i = name.start(); i < name.end(); i++) {
      byte b = name.bytes()[i];
      if (b == '/') {
        return false;
      }
      dots &= b == '.';
    }
    return !dots;
  }

  /// What is wrong with a name that is not valid, in the reference program's words.
  static String complaint(String name) {
    if (name.equals(".")) {
      return "Invalid self-referential filename '.'";
    }
    if (name.equals("..")) {
      return "Invalid path uplink filename '..'";
    }
    return name.indexOf('/') >= 0
        ? "Invalid / in filename " + name
        : "Invalid filename '" + name + "'";
  }

  /// Which of two names has the smaller UTF-8 bytes.
  public static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(weight(a), weight(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// Surrogates stand for characters above U+FFFF, so they come after U+E000 to U+FFFF.
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
