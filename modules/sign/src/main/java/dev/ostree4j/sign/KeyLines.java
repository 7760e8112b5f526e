// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Keys as text: one in a line. Blank lines and those that start with `#` are comments, as is what
/// follows a key after a blank.
final class KeyLines {
  private KeyLines() {}

  /// The first word of each line that has one.
  static List<String> words(byte[] file) {
    var words = new ArrayList<String>();
    // Any byte is a character here; those which base64 does not know make no key.
    for (String line : new String(file, StandardCharsets.ISO_8859_1).split("[\n\r]")) {
      String word = firstWord(line.strip());
      if (!word.isEmpty() && word.charAt(0) != '#') {
        words.add(word);
      }
    }
    return words;
  }

  private static String firstWord(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  /// The bytes that base64 writes; blanks at the ends and line ends within do not count.
  static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.strip().replaceAll("[\r\n]", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
