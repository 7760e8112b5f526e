// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import dev.ostree4j.keyfile.KeyFileException.Reason;
import java.nio.charset.StandardCharsets;

/// Reads a text line by line into a key file.
///
/// Works on one character for each byte, since some rules count bytes, and decodes what it keeps.
/// As in C, a line ends at its first NUL.
final class Parser {
  private final KeyFile file;
  private Group group;

  Parser(KeyFile file) {
    this.file = file;
    this.group = file.unnamed();
  }

  void parse(byte[] text) throws KeyFileException {
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        boolean carriage = i > start && text[i - 1] == '\r';
        parseLine(latin(text, start, carriage ? i - 1 : i));
        start = i + 1;
      }
    }
    if (start < text.length) {
      parseLine(latin(text, start, text.length));
    }
  }

  private static String latin(byte[] text, int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static String decode(String latin) {
    for (int i = 0; i < latin.length(); i++) {
      if (latin.charAt(i) >= 0x80) {
        return Bytes.decode(latin.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return latin;
  }

  private void parseLine(String full) throws KeyFileException {
    int nul = full.indexOf('\0');
    String line = nul < 0 ? full : full.substring(0, nul);
    int start = skipBlanks(line, 0);
    String rest = line.substring(start);
    if (rest.isEmpty() || rest.charAt(0) == '#') {
      group.addComment(decode(line));
    } else if (isGroup(rest)) {
      // The bracket that ends the name is looked for from the end of the whole line, NUL or not.
      parseGroup(rest, full.substring(start));
    } else if (rest.indexOf('=') > 0) {
      parsePair(rest, full.substring(start));
    } else {
      throw new KeyFileException(
          Reason.PARSE,
          "Key file contains line “"
              + Bytes.readable(decode(full))
              + "” which is not a key-value pair, group, or comment");
    }
  }

  private static boolean isGroup(String line) {
    int close = line.charAt(0) == '[' ? line.indexOf(']') : -1;
    if (close < 0) {
      return false;
    }
    for (int i = close + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      // GLib steps over bytes that can only continue a character.
      boolean continuation = c >= 0x80 && c < 0xC0;
      if (c != ' ' && c != '\t' && !continuation) {
        return false;
      }
    }
    return true;
  }

  private void parseGroup(String line, String full) throws KeyFileException {
    int end = full.lastIndexOf(']');
    String name = decode(line.substring(1, Math.min(end, line.length())));
    if (!Grammar.isGroupName(name)) {
      throw new KeyFileException(Reason.PARSE, "Invalid group name: " + name);
    }
    group = file.groupForWriting(name);
  }

  private void parsePair(String line, String full) throws KeyFileException {
    if (group.name == null) {
      throw new KeyFileException(Reason.GROUP_NOT_FOUND, "Key file does not start with a group");
    }
    int equals = line.indexOf('=');
    int keyEnd = equals;
    while (keyEnd > 0 && Grammar.isBlank(line.charAt(keyEnd - 1))) {
      keyEnd--;
    }
    String key = decode(line.substring(0, keyEnd));
    if (!Grammar.isKeyName(key)) {
      throw new KeyFileException(Reason.PARSE, "Invalid key name: " + key);
    }
    int valueStart = skipBlanks(line, equals + 1);
    String value = decode(line.substring(valueStart));
    // This one value counts in full, even behind a NUL.
    String encoding = decode(full.substring(valueStart));
    if (key.equals("Encoding") && !isUtf8Name(encoding) && group == file.firstNamed()) {
      throw new KeyFileException(
          Reason.UNKNOWN_ENCODING,
          "Key file contains unsupported encoding “" + Bytes.readable(encoding) + "”");
    }
    group.add(key, value);
  }

  /// The first group may say which encoding the text has; only one is known.
  private static boolean isUtf8Name(String value) {
    return value.length() == 5 && value.equalsIgnoreCase("UTF-8");
  }

  private static int skipBlanks(String line, int from) {
    int i = from;
    while (i < line.length() && Grammar.isBlank(line.charAt(i))) {
      i++;
    }
    return i;
  }
}
