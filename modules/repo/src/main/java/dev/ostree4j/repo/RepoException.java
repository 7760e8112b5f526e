// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;

/// A repository refuses: something is missing, damaged or in the way.
///
/// @since 0.1
public abstract sealed class RepoException extends IOException {
  private static final long serialVersionUID = 1L;

  private RepoException(String message) {
    super(message);
  }

  private RepoException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Something refers to an object that is not stored here.
  public static final class ObjectMissing extends RepoException {
    private static final long serialVersionUID = 1L;
    private final transient ObjectName name;

    /// This object is missing.
    public ObjectMissing(ObjectName name) {
      super(
          name.type() == ObjectType.FILE
              ? "Couldn't find file object '" + name.checksum() + "'"
              : "No such metadata object " + name);
      this.name = name;
    }

    /// The missing object.
    public ObjectName name() {
      return name;
    }
  }

  /// An object is not what its name says.
  public static final class ObjectDamaged extends RepoException {
    private static final long serialVersionUID = 1L;
    private final transient ObjectName name;

    /// This object is damaged in this way.
    public ObjectDamaged(ObjectName name, String message) {
      super(message);
      this.name = name;
    }

    /// This object is damaged for this reason, which does not name it itself.
    static ObjectDamaged named(ObjectName name, IOException reason) {
      var damaged = new ObjectDamaged(name, name + ": " + reason.getMessage());
      damaged.initCause(reason);
      return damaged;
    }

    /// The damaged object.
    public ObjectName name() {
      return name;
    }
  }

  /// There is no ref, commit or prefix of this name.
  public static final class RefNotFound extends RepoException {
    private static final long serialVersionUID = 1L;
    private final String revision;

    /// This revision names nothing.
    public RefNotFound(String revision) {
      super("Refspec '" + revision + "' not found");
      this.revision = revision;
    }

    /// What was asked for.
    public String revision() {
      return revision;
    }
  }

  /// Several commits start with these digits.
  public static final class RefNotUnique extends RepoException {
    private static final long serialVersionUID = 1L;
    private final String revision;

    /// This prefix names several commits.
    public RefNotUnique(String revision) {
      super("Refspec " + revision + " not unique");
      this.revision = revision;
    }

    /// What was asked for.
    public String revision() {
      return revision;
    }
  }

  /// A ref cannot be written, or holds no checksum.
  public static final class InvalidRef extends RepoException {
    private static final long serialVersionUID = 1L;

    /// A ref is refused for this reason.
    public InvalidRef(String message) {
      super(message);
    }
  }

  /// A commit has no parent, but one was asked for.
  public static final class NoParent extends RepoException {
    private static final long serialVersionUID = 1L;

    /// A commit is refused for this reason.
    public NoParent(String message) {
      super(message);
    }
  }

  /// The directory is not a repository.
  public static final class NotARepository extends RepoException {
    private static final long serialVersionUID = 1L;

    /// A directory is refused for this reason.
    public NotARepository(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The configuration of the repository is not understood.
  public static final class InvalidConfig extends RepoException {
    private static final long serialVersionUID = 1L;

    /// The configuration is refused for this reason.
    public InvalidConfig(String message) {
      super(message);
    }

    /// The configuration is refused for this reason.
    public InvalidConfig(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Other programs held the lock for too long.
  public static final class LockTimeout extends RepoException {
    private static final long serialVersionUID = 1L;

    /// The lock of this name could not be had.
    public LockTimeout(String kind) {
      super("Locking repo " + kind + " failed: Resource temporarily unavailable");
    }
  }

  /// Writing would use space that is to stay free.
  public static final class NoSpace extends RepoException {
    private static final long serialVersionUID = 1L;

    /// Writing is refused for this reason.
    public NoSpace(String message) {
      super(message);
    }
  }

  /// The repository cannot be changed by this user.
  public static final class NotWritable extends RepoException {
    private static final long serialVersionUID = 1L;

    /// Changing is refused for this reason.
    public NotWritable(String message) {
      super(message);
    }
  }

  /// The mode of the repository cannot store this.
  public static final class ModeRefusesWrite extends RepoException {
    private static final long serialVersionUID = 1L;

    /// Storing is refused for this reason.
    public ModeRefusesWrite(String message) {
      super(message);
    }
  }

  /// A remote is missing, there already, or described wrongly.
  public static final class InvalidRemote extends RepoException {
    private static final long serialVersionUID = 1L;

    /// A remote is refused for this reason.
    public InvalidRemote(String message) {
      super(message);
    }
  }
}
