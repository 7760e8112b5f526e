// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;

/// A tree has something that no image can hold; the message says what.
///
/// It is checked, since trees come from commits, which are made by others.
///
/// @since 0.1
public final class ImageLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  ImageLimitException(String message) {
    super(message);
  }
}
