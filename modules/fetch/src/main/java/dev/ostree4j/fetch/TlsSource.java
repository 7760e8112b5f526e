// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The settings of TLS, made when they are first needed.
final class TlsSource {
  private final TlsOptions options;

  // Guarded by this.
  private @Nullable SSLContext context;

  TlsSource(TlsOptions options) {
    this.options = options;
  }

  /// @throws FetchException.BadRequest when a file that the options name cannot be used
  synchronized SSLContext context() throws IOException {
    if (context == null) {
      context = TlsContexts.of(options);
    }
    return context;
  }
}
