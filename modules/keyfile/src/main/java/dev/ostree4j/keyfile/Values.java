// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values to text and back: escapes, lists, truth values, numbers.
///
/// What cannot be read is `null` here; the caller knows the key and says so.
final class Values {
  private Values() {}

  static @Nullable String unescape(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        int plain = i < value.length() ? escaped(value.charAt(i)) : -1;
        if (plain < 0) {
          return null;
        }
        text.append((char) plain);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  static @Nullable List<String> unescapeList(String value, char separator) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        int plain = i < value.length() ? escaped(value.charAt(i)) : -1;
        if (plain < 0 && i < value.length() && value.charAt(i) == separator) {
          plain = separator;
        }
        if (plain < 0) {
          return null;
        }
        element.append((char) plain);
      } else if (c == separator) {
        elements.add(element.toString());
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    if (!element.isEmpty()) {
      elements.add(element.toString());
    }
    return elements;
  }

  private static int escaped(char c) {
    return switch (c) {
      case 's' -> ' ';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\' -> '\\';
      default -> -1;
    };
  }

  static String escape(String text) {
    StringBuilder value = new StringBuilder(text.length());
    escape(text, '\0', value);
    return value.toString();
  }

  static String escapeList(List<String> elements, char separator) {
    StringBuilder value = new StringBuilder();
    for (String element : elements) {
      escape(element, separator, value);
      value.append(separator);
    }
    return value.toString();
  }

  /// Blanks are escaped only where they would be lost: at the start, and after a separator.
  private static void escape(String text, char separator, StringBuilder value) {
    boolean leading = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t') {
        value.append(!leading ? String.valueOf(c) : c == ' ' ? "\\s" : "\\t");
      } else if (c == '\n' || c == '\r') {
        value.append(c == '\n' ? "\\n" : "\\r");
      } else if (c == '\\') {
        value.append("\\\\");
        leading = false;
      } else if (separator != '\0' && c == separator) {
        value.append('\\').append(c);
        leading = true;
      } else {
        value.append(c);
        leading = false;
      }
    }
  }

  static @Nullable Boolean truth(String value) {
    int end = value.length();
    while (end > 0 && Grammar.isBlank(value.charAt(end - 1))) {
      end--;
    }
    return switch (value.substring(0, end)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> null;
    };
  }

  /// A decimal number, blanks before it allowed; one out of range is the nearest that is in range.
  static @Nullable Long number(String value) {
    int start = 0;
    while (start < value.length() && isSpace(value.charAt(start))) {
      start++;
    }
    int digits = start;
    if (digits < value.length() && (value.charAt(digits) == '-' || value.charAt(digits) == '+')) {
      digits++;
    }
    for (int i = digits; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return null;
      }
    }
    if (digits == value.length()) {
      return null;
    }
    try {
      return Long.valueOf(value.substring(start));
    } catch (NumberFormatException outOfRange) {
      return value.charAt(start) == '-' ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static boolean isSpace(char c) {
    return Grammar.isBlank(c) || c == 0x0B;
  }

  /// A floating point number with a point, whatever the locale.
  static @Nullable Double real(String value) {
    int end = value.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean numeric = c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0;
      if (!numeric) {
        end = i;
        break;
      }
    }
    if (end < value.length() && !Grammar.isBlank(value.charAt(end))) {
      return null;
    }
    try {
      return Double.valueOf(value.substring(0, end));
    } catch (NumberFormatException notOne) {
      return null;
    }
  }
}
