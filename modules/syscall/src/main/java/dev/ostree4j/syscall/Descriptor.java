// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;

/// An open file or directory; belongs to the [Kernel] that opened it.
///
/// Closing twice is harmless. Using it afterwards is an [IllegalStateException], a bug of the
/// caller.
///
/// @since 0.1
public interface Descriptor extends AutoCloseable {
  @Override
  void close() throws IOException;
}
