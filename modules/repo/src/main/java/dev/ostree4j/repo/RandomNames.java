// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.concurrent.ThreadLocalRandom;

/// Names for files and directories that live for the time of a transaction. They need not be
/// unguessable: nothing but the repository's owner may write where they are used.
final class RandomNames {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int LENGTH = 6;

  private RandomNames() {}

  static String next(String prefix) {
    var name = new StringBuilder(prefix);
    var random = ThreadLocalRandom.current();
    for (int i = 0; i < LENGTH; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
