// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.io.IOException;

/// A pull was refused by the rules that guard what may come in; the message says which.
///
/// @since 0.1
public final class PullException extends IOException {
  private static final long serialVersionUID = 1L;

  PullException(String message) {
    super(message);
  }
}
