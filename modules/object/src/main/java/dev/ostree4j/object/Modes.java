// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

/// The bits of a Unix file mode that stored objects may have.
final class Modes {
  static final int TYPE = 0170000;
  static final int REGULAR = 0100000;
  static final int SYMLINK = 0120000;
  static final int DIRECTORY = 0040000;
  static final int PERMISSIONS = 07777;

  /// What canonical permissions keep: no set-user-id and the like, not writable by others.
  static final int CANONICAL_PERMISSIONS = 0755;

  private Modes() {}

  static int type(int mode) {
    return mode & TYPE;
  }

  /// The full mode, from one that may lack its type.
  ///
  /// @throws IllegalArgumentException when it has another type or bits no mode has
  static int complete(int mode, int type) {
    int full = type(mode) == 0 ? mode | type : mode;
    if (type(full) != type || hasUnknownBits(full)) {
      throw new IllegalArgumentException("mode 0" + Integer.toOctalString(mode));
    }
    return full;
  }

  static boolean hasUnknownBits(int mode) {
    return (mode & ~(TYPE | PERMISSIONS)) != 0;
  }

  static void checkBits(int mode) throws ObjectFormatException {
    if (hasUnknownBits(mode)) {
      throw new ObjectFormatException(
          "Invalid mode " + Integer.toUnsignedString(mode) + "; invalid bits in mode");
    }
  }
}
