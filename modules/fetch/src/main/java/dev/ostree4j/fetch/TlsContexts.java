// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Makes the settings of TLS from options.
final class TlsContexts {
  private TlsContexts() {}

  /// Reads the files which the options name.
  ///
  /// @throws FetchException.BadRequest when one of them cannot be used
  static SSLContext of(TlsOptions options) throws IOException {
    try {
      KeyManager[] keys = ClientIdentity.managers(options);
      TrustManager[] trust = TrustedAuthorities.managers(options);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new FetchException.BadRequest("https", "TLS cannot be set up: " + JdkText.of(e))
          .because(e);
    }
  }
}
