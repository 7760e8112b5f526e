// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import org.jspecify.annotations.Nullable;

/// What is known of the type of a piece of text before all of it is read. A pattern is a type in
/// which further letters may stand:
///
/// ```text
/// *   any type                  N   any number
/// M   any number of maybes      S   any kind of string
/// ```
final class TypePattern {
  private final String left;
  private final String right;
  private final StringBuilder out = new StringBuilder();
  private int leftAt;
  private int rightAt;

  private TypePattern(String left, String right) {
    this.left = left;
    this.right = right;
  }

  /// The pattern of what fits both, or null when nothing does.
  static @Nullable String unify(String left, String right) {
    return left.equals(right) ? left : new TypePattern(left, right).unify();
  }

  private @Nullable String unify() {
    while (leftAt < left.length() && rightAt < right.length()) {
      char one = left.charAt(leftAt);
      char other = right.charAt(rightAt);
      if (one == other) {
        out.append(one);
        leftAt++;
        rightAt++;
      } else if (!step(one, other, false) && !step(other, one, true)) {
        return null;
      }
    }
    return leftAt == left.length() && rightAt == right.length() ? out.toString() : null;
  }

  /// Lets the letter `one` give way to what the other side has, if it can.
  private boolean step(char one, char other, boolean isRight) {
    if (one == '*' && other != ')') {
      copyType(!isRight);
      advance(isRight);
    } else if (one == 'M' && other == 'm') {
      out.append(other);
      advance(!isRight);
    } else if (one == 'M' && other != '*') {
      advance(isRight);
    } else if ((one == 'N' && "ynqiuxthd".indexOf(other) >= 0)
        || (one == 'S' && "sog".indexOf(other) >= 0)) {
      out.append(other);
      advance(false);
      advance(true);
    } else {
      return false;
    }
    return true;
  }

  private void advance(boolean isRight) {
    if (isRight) {
      rightAt++;
    } else {
      leftAt++;
    }
  }

  /// Copies one whole type.
  private void copyType(boolean isRight) {
    String source = isRight ? right : left;
    int start = isRight ? rightAt : leftAt;
    int end = start;
    while ("amM".indexOf(source.charAt(end)) >= 0) {
      end++;
    }
    int open = 0;
    do {
      char c = source.charAt(end++);
      open += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
    } while (open > 0);
    out.append(source, start, end);
    if (isRight) {
      rightAt = end;
    } else {
      leftAt = end;
    }
  }

  /// The type to choose where several would do: no maybes, `s` for strings, `i` for integers.
  /// Null when too little is known.
  static @Nullable VariantType choose(String pattern) {
    String text = pattern.replace("M", "").replace('S', 's').replace('N', 'i');
    return TypeScanner.find(text);
  }
}
