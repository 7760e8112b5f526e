// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.IOException;
import java.io.InputStream;

/// Where the bytes of a value are read from that do not lie in memory.
///
/// @since 0.1
@FunctionalInterface
public interface VariantSource {
  /// Opens them; each time the same are read.
  InputStream open() throws IOException;
}
