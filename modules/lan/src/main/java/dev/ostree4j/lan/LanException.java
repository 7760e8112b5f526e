// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.io.IOException;
import java.time.Duration;

/// Somebody in the local network is of no use.
///
/// @since 0.1
public abstract sealed class LanException extends IOException {
  private static final long serialVersionUID = 1L;

  private LanException(String message) {
    super(message);
  }

  /// What is said of a repository cannot be understood.
  public static final class MalformedAdvert extends LanException {
    private static final long serialVersionUID = 1L;
    private final String key;

    MalformedAdvert(String key, String what) {
      super("TXT record '" + key + "' " + what);
      this.key = key;
    }

    /// Which property it is.
    public String key() {
      return key;
    }
  }

  /// There was no answer in time.
  public static final class Silent extends LanException {
    private static final long serialVersionUID = 1L;

    Silent(Duration limit) {
      super("no summary within " + limit.toSeconds() + " s");
    }
  }

  /// A service does not say where it is.
  public static final class Nowhere extends LanException {
    private static final long serialVersionUID = 1L;

    Nowhere() {
      super("it has no address in this network");
    }
  }
}
