// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.InputStream;

/// A part and where it comes from.
///
/// @param header what the superblock says about it
/// @param opener opens it, from the byte which tells the compression on; called once, on another
///     thread than the caller's
/// @since 0.1
public record PartSupply(PartHeader header, Opener opener) {
  /// Opens a part.
  @FunctionalInterface
  public interface Opener {
    /// The part as it is stored. Whoever fetches it should stop after [PartHeader#sizeBytes()].
    InputStream open() throws IOException;
  }
}
