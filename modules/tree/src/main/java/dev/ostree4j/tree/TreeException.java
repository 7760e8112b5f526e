// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.io.IOException;

/// A tree operation refuses: what it met cannot be stored, or the destination is in the way.
///
/// @since 0.1
public abstract sealed class TreeException extends IOException {

  private static final long serialVersionUID = 1L;

  private TreeException(String message) {
    super(message);
  }

  /// The source has something which is neither file, symlink nor directory.
  public static final class UnsupportedType extends TreeException {
    private static final long serialVersionUID = 1L;

    UnsupportedType(String message) {
      super(message);
    }
  }

  /// A name cannot be stored: it is not UTF-8, or not a file name.
  public static final class InvalidName extends TreeException {
    private static final long serialVersionUID = 1L;

    InvalidName(String message) {
      super(message);
    }
  }

  /// A file stands where a directory is to go, or the other way round.
  public static final class KindConflict extends TreeException {
    private static final long serialVersionUID = 1L;

    KindConflict(String message) {
      super(message);
    }
  }

  /// There is no such entry in the tree.
  public static final class NotFound extends TreeException {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
      super(message);
    }
  }

  /// A file changed while it was read.
  public static final class SourceChanged extends TreeException {
    private static final long serialVersionUID = 1L;

    SourceChanged(String message) {
      super(message);
    }
  }

  /// A line of stat overrides has no blank between mode and path.
  public static final class MalformedStatOverride extends TreeException {
    private static final long serialVersionUID = 1L;

    MalformedStatOverride() {
      super("Malformed statoverride file (no space found)");
    }
  }

  /// An archive cannot be read, or one of its entries leads out of the tree.
  public static final class BadArchive extends TreeException {
    private static final long serialVersionUID = 1L;

    BadArchive(String message) {
      super(message);
    }
  }

  /// A checkout met something it may not replace.
  public static final class DestinationExists extends TreeException {
    private static final long serialVersionUID = 1L;

    DestinationExists(String message) {
      super(message);
    }
  }

  /// A checkout was told to link, and the file cannot be linked.
  public static final class CannotLink extends TreeException {
    private static final long serialVersionUID = 1L;

    CannotLink(String message) {
      super(message);
    }
  }

  /// The options exclude one another, or ask for what this implementation does not do.
  public static final class UnsupportedOptions extends TreeException {
    private static final long serialVersionUID = 1L;

    UnsupportedOptions(String message) {
      super(message);
    }
  }

  /// A tree has not exactly one kernel.
  public static final class NoSingleKernel extends TreeException {
    private static final long serialVersionUID = 1L;

    NoSingleKernel(String message) {
      super(message);
    }
  }

  /// A commit has something that no image can hold.
  public static final class Unrepresentable extends TreeException {
    private static final long serialVersionUID = 1L;

    Unrepresentable(String message, Throwable cause) {
      super(message);
      initCause(cause);
    }
  }

  /// The image of a commit is not the one that the commit names.
  public static final class ImageMismatch extends TreeException {
    private static final long serialVersionUID = 1L;

    ImageMismatch(String message) {
      super(message);
    }
  }
}
