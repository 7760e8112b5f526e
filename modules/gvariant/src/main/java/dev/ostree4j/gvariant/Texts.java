// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// What makes the bytes of `s`, `o` and `g` well-formed. Each ends with its only NUL.
final class Texts {
  private Texts() {}

  static boolean isString(Bytes bytes, int start, int size) {
    return size > 0
        && bytes.at(start + size - 1) == 0
        && Utf8.isText(bytes, start, start + size - 1);
  }

  static boolean isObjectPath(Bytes bytes, int start, int size) {
    return isString(bytes, start, size) && isObjectPath(bytes.text(start, size - 1));
  }

  static boolean isSignature(Bytes bytes, int start, int size) {
    return isString(bytes, start, size) && isSignature(bytes.text(start, size - 1));
  }

  /// `/`, or elements of letters, digits and underscores, each after a slash.
  static boolean isObjectPath(String text) {
    if (text.isEmpty() || text.charAt(0) != '/') {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' ? text.charAt(i - 1) == '/' : !isElementCharacter(c)) {
        return false;
      }
    }
    return text.length() == 1 || !text.endsWith("/");
  }

  private static boolean isElementCharacter(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  static boolean isSignature(String text) {
    return TypeScanner.isSignature(text);
  }

  static boolean isValid(char kind, String text) {
    return switch (kind) {
      case 'o' -> isObjectPath(text);
      case 'g' -> isSignature(text);
      default -> true;
    };
  }

  /// What a malformed text reads as.
  static String defaultText(char kind) {
    return kind == 'o' ? "/" : "";
  }
}
