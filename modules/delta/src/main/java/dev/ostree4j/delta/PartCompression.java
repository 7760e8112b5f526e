// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.Optional;

/// How a part is compressed: its first byte.
enum PartCompression {
  /// Not at all.
  NONE(0),
  /// One stream of the format `.xz`.
  XZ('x');

  private final int code;

  PartCompression(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Optional<PartCompression> ofCode(int code) {
    return switch (code) {
      case 0 -> Optional.of(NONE);
      case 'x' -> Optional.of(XZ);
      default -> Optional.empty();
    };
  }
}
