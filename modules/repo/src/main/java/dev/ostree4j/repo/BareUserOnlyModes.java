// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;

/// What bare-user-only repositories refuse: files in them belong to the user who runs them, so a
/// setuid bit or a file that everybody may write would give that user's rights away.
final class BareUserOnlyModes {
  private static final int ALLOWED = 0775;

  private BareUserOnlyModes() {}

  static void check(Checksum content, FileHeader header) throws RepoException.ModeRefusesWrite {
    int refused = header.permissions() & ~ALLOWED;
    if (refused != 0 && !header.isSymlink()) {
      throw new RepoException.ModeRefusesWrite(
          "Content object %s: invalid mode 0%04o with bits 0%04o"
              .formatted(content, header.mode(), refused));
    }
  }
}
