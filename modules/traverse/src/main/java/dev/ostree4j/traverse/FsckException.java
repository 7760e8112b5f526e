// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import java.io.IOException;

/// A check ended at the first thing that is wrong; the message says what and where.
///
/// @since 0.1
public final class FsckException extends IOException {
  private static final long serialVersionUID = 1L;

  FsckException(String message) {
    super(message);
  }

  FsckException(String message, Throwable cause) {
    super(message, cause);
  }
}
