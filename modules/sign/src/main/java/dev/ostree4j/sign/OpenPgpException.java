// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.io.IOException;
import java.util.List;

/// OpenPGP cannot do what was asked. A bad signature is no such case: it is an answer.
///
/// @since 0.1
public abstract sealed class OpenPgpException extends IOException {
  private static final long serialVersionUID = 1;

  private OpenPgpException(String message) {
    super(message);
  }

  private OpenPgpException(String message, Throwable cause) {
    super(message, cause);
  }

  /// No engine for OpenPGP is installed beside the library.
  ///
  /// @since 0.1
  public static final class NoEngine extends OpenPgpException {
    private static final long serialVersionUID = 1;

    /// There is none.
    public NoEngine() {
      super("GPG: no OpenPGP engine here; add the module dev.ostree4j.gpg to the program");
    }
  }

  /// Bytes that are no signatures or no keys.
  ///
  /// @since 0.1
  public static final class Malformed extends OpenPgpException {
    private static final long serialVersionUID = 1;

    /// @param message what is wrong, and where
    public Malformed(String message) {
      super(message);
    }

    /// @param message what is wrong, and where
    /// @param cause how it was noticed
    public Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// A key that was asked for is not there.
  ///
  /// @since 0.1
  public static final class KeyNotFound extends OpenPgpException {
    private static final long serialVersionUID = 1;

    private final String keyId;

    /// @param keyId the key as it was asked for
    /// @param message where it was looked for
    public KeyNotFound(String keyId, String message) {
      super(message);
      this.keyId = keyId;
    }

    /// The key as it was asked for.
    public String keyId() {
      return keyId;
    }
  }

  /// Several keys have the name that was asked for.
  ///
  /// @since 0.1
  public static final class KeyAmbiguous extends OpenPgpException {
    private static final long serialVersionUID = 1;

    private final String keyId;

    /// @param keyId the key as it was asked for
    /// @param message where it was looked for
    public KeyAmbiguous(String keyId, String message) {
      super(message);
      this.keyId = keyId;
    }

    /// The key as it was asked for.
    public String keyId() {
      return keyId;
    }
  }

  /// The key is there, but no signature could be made with it.
  ///
  /// @since 0.1
  public static final class SigningFailed extends OpenPgpException {
    private static final long serialVersionUID = 1;

    /// @param message why
    public SigningFailed(String message) {
      super(message);
    }

    /// @param message why
    /// @param cause how it was noticed
    public SigningFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// None of the signatures is valid, where one has to be.
  ///
  /// @since 0.1
  public static final class Untrusted extends OpenPgpException {
    private static final long serialVersionUID = 1;

    private final transient List<OpenPgpSignature> signatures;

    /// @param signatures all of them, judged
    /// @param message why none is valid
    public Untrusted(List<OpenPgpSignature> signatures, String message) {
      super(message);
      this.signatures = List.copyOf(signatures);
    }

    /// All of them, judged.
    public List<OpenPgpSignature> signatures() {
      return signatures;
    }
  }
}
