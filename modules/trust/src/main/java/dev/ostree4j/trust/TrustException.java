// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;

/// What came from a remote is not what its configuration demands.
///
/// @since 0.1
public abstract sealed class TrustException extends IOException {
  private static final long serialVersionUID = 1L;

  private TrustException(String message) {
    super(message);
  }

  private TrustException(String message, Throwable cause) {
    super(message, cause);
  }

  /// A commit is not signed by whom it has to be signed.
  public static final class CommitUntrusted extends TrustException {
    private static final long serialVersionUID = 1L;

    private final transient Checksum commit;

    /// This commit is refused for this reason.
    public CommitUntrusted(Checksum commit, String message) {
      super(message);
      this.commit = commit;
    }

    /// This commit is refused, since its signatures could not even be read.
    public CommitUntrusted(Checksum commit, String message, Throwable cause) {
      super(message, cause);
      this.commit = commit;
    }

    /// The commit.
    public Checksum commit() {
      return commit;
    }
  }

  /// A summary is not signed by whom it has to be signed.
  public static final class SummaryUntrusted extends TrustException {
    private static final long serialVersionUID = 1L;

    /// The summary is refused for this reason.
    public SummaryUntrusted(String message) {
      super(message);
    }

    /// The summary is refused, since its signatures could not even be read.
    public SummaryUntrusted(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The summary of a remote has to be signed, and there are no signatures.
  public static final class SummaryUnsigned extends TrustException {
    private static final long serialVersionUID = 1L;

    /// The summary is refused for this reason.
    public SummaryUnsigned(String message) {
      super(message);
    }
  }

  /// The summary of a remote has to be signed, and there is none.
  public static final class SummaryMissing extends TrustException {
    private static final long serialVersionUID = 1L;

    /// The remote is refused for this reason.
    public SummaryMissing(String message) {
      super(message);
    }
  }

  /// The configuration of a remote demands signatures, but gives no usable key for them.
  public static final class KeysMissing extends TrustException {
    private static final long serialVersionUID = 1L;

    private final String engine;

    /// Keys for this engine are missing for this reason.
    public KeysMissing(String engine, String message) {
      super(message);
      this.engine = engine;
    }

    /// Keys for this engine cannot be read.
    public KeysMissing(String engine, String message, Throwable cause) {
      super(message, cause);
      this.engine = engine;
    }

    /// The name of the engine.
    public String engine() {
      return engine;
    }
  }
}
