// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What may be a name in a tree.
final class FileNames {

  private FileNames() {}

  /// Refuses what no directory can hold, and what is not UTF-8.
  ///
  /// @throws TreeException.InvalidName says which
  static void check(String name) throws TreeException.InvalidName {
    if (!isUtf8(name)) {
      throw new TreeException.InvalidName("Invalid UTF-8 in filename");
    }
    boolean bad =
        name.isEmpty()
            || name.equals(".")
            || name.equals("..")
            || name.indexOf('/') >= 0
            || name.indexOf('\0') >= 0;
    if (bad) {
      throw new TreeException.InvalidName("Invalid filename '" + name + "'");
    }
  }

  /// False when a byte of the name was no UTF-8: such a byte is a lone surrogate here.
  static boolean isUtf8(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < name.length()
              && Character.isLowSurrogate(name.charAt(i + 1));
      if (!pair) {
        return false;
      }
      i++;
    }
    return true;
  }

  /// The name for a message, with every byte that is no UTF-8 as the replacement character.
  static String display(String name) {
    var shown = new StringBuilder(name);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isHighSurrogate(shown.charAt(i))
          && i + 1 < shown.length()
          && Character.isLowSurrogate(shown.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(shown.charAt(i))) {
        shown.setCharAt(i, '\uFFFD');
      }
    }
    return shown.toString();
  }

  /// Decodes a name that must be UTF-8.
  static String decode(byte[] bytes) throws TreeException.InvalidName {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TreeException.InvalidName(
          "Invalid UTF-8 in filename " + new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
