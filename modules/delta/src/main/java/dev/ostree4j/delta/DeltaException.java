// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import java.io.IOException;

/// A static delta is refused: its bytes are wrong, or what it builds upon is not here.
///
/// @since 0.1
public abstract sealed class DeltaException extends IOException {
  private static final long serialVersionUID = 1L;

  private DeltaException(String message) {
    super(message);
  }

  private DeltaException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The bytes of a superblock, an index or a part are not what the format says.
  public static final class Malformed extends DeltaException {
    private static final long serialVersionUID = 1L;

    /// Bytes are wrong in the way the message says.
    public Malformed(String message) {
      super(message);
    }

    /// Bytes are wrong because something in them is.
    public Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Bytes have another checksum than is written where they are named.
  public static final class ChecksumMismatch extends DeltaException {
    private static final long serialVersionUID = 1L;

    ChecksumMismatch(String message) {
      super(message);
    }
  }

  /// A part is of a version that did not exist when this was written.
  public static final class TooNew extends DeltaException {
    private static final long serialVersionUID = 1L;

    TooNew(int version) {
      super("Delta part has too new version " + Integer.toUnsignedString(version));
    }
  }

  /// A part or the commit needs an object which is neither in the delta nor in the repository.
  public static final class SourceMissing extends DeltaException {
    private static final long serialVersionUID = 1L;

    private final transient ObjectName name;

    SourceMissing(ObjectName name) {
      super(
          "The delta builds on object "
              + name
              + ", which is not in the repository; pull without"
              + " deltas");
      this.name = name;
    }

    private SourceMissing(ObjectName name, String message) {
      super(message);
      this.name = name;
    }

    /// The commit that a delta leads to needs an object which it does not bring.
    static SourceMissing afterwards(ObjectName name) {
      return new SourceMissing(
          name,
          "The delta does not bring object "
              + name
              + ", which its commit needs and which is not in the repository; pull without deltas");
    }

    /// The object that is not here.
    public ObjectName name() {
      return name;
    }
  }

  /// The commit that a delta starts from is not in the repository.
  public static final class FromMissing extends DeltaException {
    private static final long serialVersionUID = 1L;

    FromMissing(Checksum from) {
      super("Commit " + from + ", which is the delta source, is not in repository");
    }
  }

  /// A delta leaves objects to be fetched by themselves, and there is nowhere to fetch them from.
  public static final class NeedsFallbacks extends DeltaException {
    private static final long serialVersionUID = 1L;

    NeedsFallbacks() {
      super("Cannot execute delta offline: contains nonempty http fallback entries");
    }
  }

  /// The parts of a delta do not fit into its superblock.
  public static final class TooLargeInside extends DeltaException {
    private static final long serialVersionUID = 1L;

    TooLargeInside(long maxBytes) {
      super(
          "The parts have more than the "
              + maxBytes
              + " bytes that fit into a superblock; make the delta without --inline");
    }
  }

  /// There is no such delta in the repository.
  public static final class NotFound extends DeltaException {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
      super(message);
    }
  }
}
