// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a transaction writes.
///
/// @since 0.1
public final class TransactionOptions {
  /// When objects are forced to disk.
  public enum Fsync {
    /// As `core.fsync` and `core.per-object-fsync` say.
    AS_CONFIGURED,
    /// All at once, before anything becomes visible.
    AT_PUBLISH,
    /// Each one when it is written: slower in all, but never a long pause.
    EACH_OBJECT,
    /// Never. A power cut may damage what was written.
    OFF
  }

  /// Whether content is written in mode `bare-split-xattrs`, which the format calls experimental.
  public enum SplitXattrsUse {
    /// Writing content is refused.
    REFUSED,
    /// Content is written, with its attributes beside it.
    WRITTEN,
    /// Content is written without its attributes, as the C program's experiment leaves it: a check
    /// of such a repository fails.
    WITHOUT_XATTRS
  }

  /// Whether others hear of changed refs, where `core.auto-update-summary` asks for it.
  public enum Followers {
    /// They do, right after the refs changed.
    TOLD,
    /// They do not, since whoever changes the refs does next what they would do.
    NOT_TOLD
  }

  private static final TransactionOptions DEFAULTS =
      new TransactionOptions(Fsync.AS_CONFIGURED, SplitXattrsUse.REFUSED, Followers.TOLD, null);

  private final Fsync fsync;
  private final SplitXattrsUse splitXattrs;
  private final Followers followers;
  private final @Nullable String bootId;

  private TransactionOptions(
      Fsync fsync, SplitXattrsUse splitXattrs, Followers followers, @Nullable String bootId) {
    this.fsync = fsync;
    this.splitXattrs = splitXattrs;
    this.followers = followers;
    this.bootId = bootId;
  }

  /// As the configuration of the repository says.
  public static TransactionOptions defaults() {
    return DEFAULTS;
  }

  /// When objects are forced to disk; default: as configured.
  public TransactionOptions withFsync(Fsync when) {
    return new TransactionOptions(when, splitXattrs, followers, bootId);
  }

  /// Whether content is written in mode `bare-split-xattrs`; default: refused.
  public TransactionOptions withSplitXattrs(SplitXattrsUse use) {
    return new TransactionOptions(fsync, use, followers, bootId);
  }

  /// Whether others hear of changed refs; default: they do.
  public TransactionOptions withFollowers(Followers whether) {
    return new TransactionOptions(fsync, splitXattrs, whether, bootId);
  }

  /// What tells one boot of the machine from another, since what is staged survives a crash of the
  /// program but not of the machine; default: the kernel's own name for the boot.
  public TransactionOptions withBootId(String id) {
    return new TransactionOptions(fsync, splitXattrs, followers, id);
  }

  Fsync fsync(RepoConfig config) {
    if (fsync != Fsync.AS_CONFIGURED) {
      return fsync;
    }
    if (!config.fsync()) {
      return Fsync.OFF;
    }
    return config.perObjectFsync() ? Fsync.EACH_OBJECT : Fsync.AT_PUBLISH;
  }

  SplitXattrsUse splitXattrs() {
    return splitXattrs;
  }

  Followers followers() {
    return followers;
  }

  Optional<String> bootId() {
    return Optional.ofNullable(bootId);
  }
}
