// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds what is public and has no documentation, by the look of formatted source text.
///
/// The formatter indents members by pairs of blanks, so no parser is needed. What overrides
/// something inherits its documentation.
final class PublicDocs {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("public (?:\\w+ |non-)*(?:class|interface|record|enum|@interface) .*");
  private static final Pattern PUBLIC_MEMBER = Pattern.compile("(?:  )+(?:public|protected) .*");
  private static final Pattern INTERFACE_MEMBER =
      Pattern.compile("  (?!private|return|throw)[\\w<][\\w.<>, ?\\[\\]]* \\w+\\(.*");

  private PublicDocs() {}

  /// The numbers of the lines which declare something public without a word about it.
  static List<Integer> missing(List<String> lines) {
    List<Integer> found = new ArrayList<>();
    boolean exported = false;
    boolean isInterface = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (PUBLIC_TYPE.matcher(line).matches()) {
        exported = true;
        isInterface = line.contains("interface ");
      }
      boolean declares =
          PUBLIC_TYPE.matcher(line).matches()
              || PUBLIC_MEMBER.matcher(line).matches()
              || isInterface && INTERFACE_MEMBER.matcher(line).matches();
      if (exported && declares && !isDocumented(lines, i)) {
        found.add(i + 1);
      }
    }
    return found;
  }

  /// The numbers of the lines which declare a public type without a word since when it is there.
  static List<Integer> ageless(List<String> lines) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (PUBLIC_TYPE.matcher(lines.get(i)).matches() && !tellsItsAge(lines, i)) {
        found.add(i + 1);
      }
    }
    return found;
  }

  private static boolean tellsItsAge(List<String> lines, int declaration) {
    int above = declaration - 1;
    while (above >= 0 && isBetween(lines.get(above))) {
      above--;
    }
    while (above >= 0 && lines.get(above).startsWith("///")) {
      if (lines.get(above).startsWith("/// @since ")) {
        return true;
      }
      above--;
    }
    return false;
  }

  private static boolean isDocumented(List<String> lines, int declaration) {
    int above = declaration - 1;
    while (above >= 0 && isBetween(lines.get(above).strip())) {
      if (lines.get(above).strip().equals("@Override")) {
        return true;
      }
      above--;
    }
    return above >= 0 && lines.get(above).strip().startsWith("///");
  }

  /// An annotation, or a comment that tells why it is there.
  private static boolean isBetween(String line) {
    return line.startsWith("@") || line.startsWith("// ");
  }
}
