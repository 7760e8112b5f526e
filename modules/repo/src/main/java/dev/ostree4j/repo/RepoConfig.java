// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.object.CollectionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The configuration of a repository, read and understood. Immutable.
public final class RepoConfig {
  /// A switch that may be left to what is possible.
  public enum TriState {
    /// Never.
    NO,
    /// Where it is possible.
    MAYBE,
    /// Always, or refuse.
    YES
  }

  private RepoConfig() {}

  /// The key file, as a copy that may be changed and given to {@link Repo#writeConfig}.
  public KeyFile keyFile() {
    throw new AssertionError("not yet");
  }

  /// `core.mode`.
  public RepoMode mode() {
    throw new AssertionError("not yet");
  }

  /// `core.fsync`.
  public boolean fsync() {
    throw new AssertionError("not yet");
  }

  /// `core.per-object-fsync`.
  public boolean perObjectFsync() {
    throw new AssertionError("not yet");
  }

  /// `core.disable-xattrs`.
  public boolean disableXattrs() {
    throw new AssertionError("not yet");
  }

  /// `core.enable-uncompressed-cache`.
  public boolean uncompressedCache() {
    throw new AssertionError("not yet");
  }

  /// `core.tmp-expiry-secs`.
  public Duration tmpExpiry() {
    throw new AssertionError("not yet");
  }

  /// `core.locking`.
  public boolean locking() {
    throw new AssertionError("not yet");
  }

  /// `core.lock-timeout-secs`; nothing means to wait for ever.
  public Optional<Duration> lockTimeout() {
    throw new AssertionError("not yet");
  }

  /// `core.min-free-space-percent`.
  public int minFreeSpacePercent() {
    throw new AssertionError("not yet");
  }

  /// `core.min-free-space-size` in bytes; 0 when not set.
  public long minFreeSpaceBytes() {
    throw new AssertionError("not yet");
  }

  /// `core.min-free-space-size` as it is written.
  public Optional<String> minFreeSpaceSize() {
    throw new AssertionError("not yet");
  }

  /// `core.collection-id`.
  public Optional<CollectionId> collectionId() {
    throw new AssertionError("not yet");
  }

  /// `core.parent`.
  public Optional<Path> parent() {
    throw new AssertionError("not yet");
  }

  /// `core.add-remotes-config-dir`.
  public Optional<Boolean> addRemotesConfigDir() {
    throw new AssertionError("not yet");
  }

  /// `core.payload-link-threshold` in bytes; nothing means never.
  public OptionalLong payloadLinkThreshold() {
    throw new AssertionError("not yet");
  }

  /// `core.default-repo-finders`.
  public List<String> defaultRepoFinders() {
    throw new AssertionError("not yet");
  }

  /// `core.auto-update-summary`.
  public boolean autoUpdateSummary() {
    throw new AssertionError("not yet");
  }

  /// `core.tombstone-commits`.
  public boolean tombstoneCommits() {
    throw new AssertionError("not yet");
  }

  /// `core.no-deltas-in-summary`.
  public boolean noDeltasInSummary() {
    throw new AssertionError("not yet");
  }

  /// `core.indexed-deltas`.
  public boolean indexedDeltas() {
    throw new AssertionError("not yet");
  }

  /// `core.sign-verify-deltas`.
  public boolean signVerifyDeltas() {
    throw new AssertionError("not yet");
  }

  /// `archive.zlib-level`, 1 to 9.
  public int zlibLevel() {
    throw new AssertionError("not yet");
  }

  /// `ex-integrity.fsverity`, or what the older group `ex-fsverity` says.
  public TriState fsVerity() {
    throw new AssertionError("not yet");
  }

  /// `ex-integrity.composefs`.
  public TriState composefs() {
    throw new AssertionError("not yet");
  }

  /// `sysroot.bootloader`.
  public String bootloader() {
    throw new AssertionError("not yet");
  }

  /// `sysroot.bootprefix`.
  public boolean bootPrefix() {
    throw new AssertionError("not yet");
  }

  /// `sysroot.boot-counting-tries`, 0 to 5.
  public int bootCountingTries() {
    throw new AssertionError("not yet");
  }

  /// `sysroot.bls-append-except-default`.
  public List<String> blsAppendExceptDefault() {
    throw new AssertionError("not yet");
  }

  /// `sysroot.readonly`.
  public boolean sysrootReadOnly() {
    throw new AssertionError("not yet");
  }
}
