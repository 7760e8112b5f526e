// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Nothing can be signed or verified this way.
///
/// That a signature is bad is no such exception but a [Verdict].
///
/// @since 0.1
public abstract sealed class SignException extends IOException {
  private static final long serialVersionUID = 1L;

  private SignException(String message) {
    super(message);
  }

  /// There is no engine of this name.
  public static final class UnknownEngine extends SignException {
    private static final long serialVersionUID = 1L;

    private final String engine;

    /// This is asked for, and these are known.
    public UnknownEngine(String engine, List<String> known) {
      super(
          "Requested signature type is not implemented: '"
              + engine
              + "'; use one of "
              + String.join(", ", known));
      this.engine = engine;
    }

    /// What was asked for.
    public String engine() {
      return engine;
    }
  }

  /// The engine is one for tests, and this is none.
  public static final class EngineDisabled extends SignException {
    private static final long serialVersionUID = 1L;

    /// The engine of this name is not to be used.
    public EngineDisabled(String engine) {
      super(engine + " signature type is only for ostree testing");
    }
  }

  /// A text writes no key.
  public static final class InvalidKey extends SignException {
    private static final long serialVersionUID = 1L;

    private final String engine;

    /// A key of this engine is refused for this reason, which never tells a secret.
    public InvalidKey(String engine, String reason) {
      super("Incorrect " + engine + " key: " + reason);
      this.engine = engine;
    }

    /// The name of the engine.
    public String engine() {
      return engine;
    }
  }

  /// A file of keys cannot be used.
  public static final class InvalidKeyFile extends SignException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /// This file is refused for this reason.
    public InvalidKeyFile(Path file, String reason) {
      super(reason);
      this.file = file;
    }

    /// The file.
    public Path file() {
      return file;
    }
  }
}
