// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

/// Failures at random, which clients must survive.
///
/// @param status the status of the failures
/// @param percent how many of a hundred requests fail, 0 to 99
/// @param max after so many there are no more
/// @since 0.1
public record Trouble(int status, int percent, int max) {
  /// Checks the numbers.
  public Trouble {
    if (status < 400 || status > 599 || percent < 0 || percent > 99 || max < 0) {
      throw new IllegalArgumentException(status + ", " + percent + "%, at most " + max);
    }
  }
}
