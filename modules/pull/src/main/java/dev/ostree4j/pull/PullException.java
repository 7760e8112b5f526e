// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.io.IOException;

/// A pull is refused by the rules that guard what may come in, or by what the other side offers.
///
/// What the net or the disk refuses has the exceptions of those modules.
///
/// @since 0.1
public abstract sealed class PullException extends IOException {
  private static final long serialVersionUID = 1L;

  private PullException(String message) {
    super(message);
  }

  private PullException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The remote cannot be pulled from as it is configured, or offers what cannot be pulled.
  public static final class UnusableRemote extends PullException {
    private static final long serialVersionUID = 1L;

    UnusableRemote(String message) {
      super(message);
    }
  }

  /// Nothing was asked for, and the remote does not say what there is.
  public static final class NothingChosen extends PullException {
    private static final long serialVersionUID = 1L;

    NothingChosen(String message) {
      super(message);
    }

    /// What a mirror would hold is not known.
    static NothingChosen noSummary() {
      return new NothingChosen(
          "Fetching all refs was requested in mirror mode, but remote repository does not have a"
              + " summary");
    }
  }

  /// What was asked for is not offered, or what is offered under its name is no commit.
  public static final class RefNotOffered extends PullException {
    private static final long serialVersionUID = 1L;

    RefNotOffered(String message) {
      super(message);
    }

    RefNotOffered(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// A commit says that it belongs to another ref or collection.
  public static final class WrongBinding extends PullException {
    private static final long serialVersionUID = 1L;

    WrongBinding(String message) {
      super(message);
    }
  }

  /// A commit is older than the one that it would replace, or nobody can tell.
  public static final class OlderCommit extends PullException {
    private static final long serialVersionUID = 1L;

    OlderCommit(String message) {
      super(message);
    }

    private OlderCommit(String message, Throwable cause) {
      super(message, cause);
    }

    /// The commit to compare with is not here.
    static OlderCommit unknown(String what, IOException cause) {
      return new OlderCommit("Reading " + what + ": " + cause.getMessage(), cause);
    }
  }

  /// The source lacks something that one of its commits needs.
  public static final class SourceIncomplete extends PullException {
    private static final long serialVersionUID = 1L;

    SourceIncomplete(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Static deltas were required, and cannot be used.
  public static final class DeltaRequired extends PullException {
    private static final long serialVersionUID = 1L;

    DeltaRequired(String message) {
      super(message);
    }
  }
}
