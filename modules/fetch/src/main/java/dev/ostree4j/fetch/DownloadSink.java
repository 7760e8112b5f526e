// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.util.Optional;

/// Where a download goes. Called by the thread that fetches, in order; what it throws ends the
/// download and is passed on as it is.
///
/// @since 0.1
public interface DownloadSink {

  /// Bytes from here on follow, perhaps not for the first time: a server that cannot continue
  /// begins again.
  ///
  /// @param offsetBytes 0 when what was written before is void; else the number of bytes that are
  ///     there already, which is where a download was interrupted
  /// @param validator with which a later request may resume, when the server can
  /// @throws IOException when the sink cannot go on
  void begin(long offsetBytes, Optional<String> validator) throws IOException;

  /// The next bytes, which the sink must not keep or change.
  ///
  /// @throws IOException when the sink cannot go on
  void write(byte[] bytes, int offset, int length) throws IOException;
}
