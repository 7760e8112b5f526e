// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.util.ArrayList;
import java.util.List;

/// Which translations serve a locale, best first.
///
/// ```text
/// LANGUAGE[_TERRITORY][.CODESET][@MODIFIER]
/// ```
final class Locales {
  // A modifier weighs more than a territory, which weighs more than a codeset.
  private static final int MODIFIER = 4;
  private static final int TERRITORY = 2;
  private static final int CODESET = 1;

  private Locales() {}

  static List<String> variants(String locale) {
    int underscore = locale.indexOf('_');
    int dot = locale.indexOf('.', Math.max(underscore, 0));
    int at = locale.indexOf('@', Math.max(Math.max(dot, underscore), 0));
    int end = locale.length();
    int codesetEnd = at < 0 ? end : at;
    int territoryEnd = dot < 0 ? codesetEnd : dot;
    int languageEnd = underscore < 0 ? territoryEnd : underscore;
    String language = locale.substring(0, languageEnd);
    String territory = underscore < 0 ? "" : locale.substring(underscore, territoryEnd);
    String codeset = dot < 0 ? "" : locale.substring(dot, codesetEnd);
    String modifier = at < 0 ? "" : locale.substring(at);
    int present =
        (underscore < 0 ? 0 : TERRITORY) | (dot < 0 ? 0 : CODESET) | (at < 0 ? 0 : MODIFIER);
    List<String> variants = new ArrayList<>();
    for (int parts = present; parts >= 0; parts--) {
      if ((parts & ~present) == 0) {
        variants.add(
            language
                + ((parts & TERRITORY) != 0 ? territory : "")
                + ((parts & CODESET) != 0 ? codeset : "")
                + ((parts & MODIFIER) != 0 ? modifier : ""));
      }
    }
    return variants;
  }
}
