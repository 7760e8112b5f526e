// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The configuration of a repository, read and understood. Immutable.
///
/// What must be right before anything is done, such as the mode, is checked when it is read. What
/// only one operation needs is read when that asks for it.
///
/// @since 0.1
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

  private static final String CORE = "core";
  private static final String SYSROOT = "sysroot";
  private static final String INTEGRITY = "ex-integrity";
  private static final String LEGACY_VERITY = "ex-fsverity";
  private static final long DAY_SECONDS = 86_400;

  /// Ten thousand years; a time that long before now is still a time.
  private static final long MAX_SECONDS = 10_000L * 366 * DAY_SECONDS;

  private static final long LOCK_TIMEOUT_SECONDS = 300;
  private static final int MIN_FREE_SPACE_PERCENT = 3;
  private static final int BOOT_TRIES_MAX = 5;
  private static final int ZLIB_LEVEL = 6;
  private static final List<String> FINDERS = List.of("config", "lan", "mount");
  private static final List<String> DEFAULT_FINDERS = List.of("config", "mount");
  private static final List<String> BOOTLOADERS =
      List.of("auto", "none", "grub2", "syslinux", "uboot", "zipl", "aboot");

  private final KeyFile file;
  private final ConfigReader reader;
  private final RepoMode mode;
  private final boolean fsync;
  private final boolean perObjectFsync;
  private final boolean disableXattrs;
  private final boolean uncompressedCache;
  private final boolean locking;
  private final boolean tombstoneCommits;
  private final int minFreeSpacePercent;
  private final long minFreeSpaceBytes;
  private final List<String> finders;
  private final @Nullable Path parent;
  private final TriState composefs;
  private final TriState fsVerity;

  private RepoConfig(KeyFile file) throws IOException {
    this.file = file;
    this.reader = new ConfigReader(file);
    requireVersion();
    this.mode = RepoMode.parse(reader.text(CORE, "mode").orElse("bare"));
    this.fsync = reader.truth(CORE, "fsync", true);
    this.perObjectFsync = reader.truth(CORE, "per-object-fsync", false);
    this.disableXattrs = reader.truth(CORE, "disable-xattrs", false);
    this.uncompressedCache = reader.truth(CORE, "enable-uncompressed-cache", true);
    this.locking = reader.truth(CORE, "locking", true);
    this.tombstoneCommits = reader.truth(CORE, "tombstone-commits", false);
    this.minFreeSpaceBytes = readMinFreeSpaceBytes();
    this.minFreeSpacePercent = readMinFreeSpacePercent();
    this.finders = readFinders();
    this.parent = readParent();
    this.composefs = reader.triState(INTEGRITY, "composefs", TriState.NO);
    this.fsVerity = readFsVerity();
    requireBootloader();
  }

  /// Reads a configuration; the key file is copied.
  static RepoConfig of(KeyFile file) throws IOException {
    return new RepoConfig(file.copy());
  }

  /// Reads the configuration of the repository in this directory.
  static RepoConfig read(Kernel kernel, Descriptor directory) throws IOException {
    byte[] text;
    try {
      text = SmallFiles.read(kernel, directory, "config");
    } catch (NoSuchFileException e) {
      throw new RepoException.NotARepository("openat(config): No such file or directory", e);
    }
    KeyFile file;
    try {
      file = KeyFile.parse(text);
    } catch (KeyFileException e) {
      throw new RepoException.InvalidConfig("Couldn't parse config file: " + e.getMessage(), e);
    }
    return new RepoConfig(file);
  }

  private void requireVersion() throws IOException {
    if (!reader.text(CORE, "repo_version").orElse("").equals("1")) {
      throw new RepoException.InvalidConfig(
          "Invalid repository version '" + file.string(CORE, "repo_version") + "'");
    }
    if (reader.truth(CORE, "archive", false)) {
      throw new RepoException.InvalidConfig(
          "This version of OSTree no longer supports \"archive\" repositories; use archive-z2"
              + " instead");
    }
  }

  private long readMinFreeSpaceBytes() throws RepoException.InvalidConfig {
    Optional<String> size = minFreeSpaceSize();
    return size.isPresent() ? MinFreeSpace.parseBytes(size.get()) : 0;
  }

  private int readMinFreeSpacePercent() throws IOException {
    Optional<String> text = reader.text(CORE, "min-free-space-percent");
    if (text.isPresent() && !text.get().matches("(-?[0-9]+)?")) {
      throw new RepoException.InvalidConfig(
          "Invalid min-free-space-percent '" + text.get() + "': must be a number");
    }
    long percent = reader.number(CORE, "min-free-space-percent", MIN_FREE_SPACE_PERCENT);
    if (percent < 0 || percent > 99) {
      throw new RepoException.InvalidConfig(
          "Invalid min-free-space-percent '"
              + reader.text(CORE, "min-free-space-percent").orElse("")
              + "'");
    }
    return (int) percent;
  }

  private List<String> readFinders() throws IOException {
    if (!file.has(CORE, "default-repo-finders")) {
      return DEFAULT_FINDERS;
    }
    List<String> names = reader.list(CORE, "default-repo-finders");
    if (names.isEmpty()) {
      throw new RepoException.InvalidConfig("Invalid empty default-repo-finders configuration");
    }
    for (String name : names) {
      if (!FINDERS.contains(name)) {
        throw new RepoException.InvalidConfig("Invalid configured repo-finder '" + name + "'");
      }
    }
    return names;
  }

  private @Nullable Path readParent() throws RepoException.InvalidConfig {
    String path = reader.text(CORE, "parent").orElse("");
    try {
      return path.isEmpty() ? null : Path.of(path);
    } catch (InvalidPathException e) {
      throw new RepoException.InvalidConfig("Invalid parent '" + path + "': " + e.getReason());
    }
  }

  /// An image needs what it is made of to be sealed where that is possible.
  private TriState readFsVerity() throws IOException {
    TriState whenAbsent = composefs == TriState.NO ? TriState.NO : TriState.MAYBE;
    TriState said = reader.triState(INTEGRITY, "fsverity", whenAbsent);
    if (said != TriState.NO) {
      return said;
    }
    if (reader.truth(LEGACY_VERITY, "required", false)) {
      return TriState.YES;
    }
    return reader.truth(LEGACY_VERITY, "opportunistic", false) ? TriState.MAYBE : TriState.NO;
  }

  private void requireBootloader() throws RepoException.InvalidConfig {
    if (!BOOTLOADERS.contains(bootloader())) {
      throw new RepoException.InvalidConfig(
          "Invalid bootloader configuration: '" + bootloader() + "'");
    }
  }

  /// The key file, as a copy that may be changed and given to {@link Repo#writeConfig}.
  public KeyFile keyFile() {
    return file.copy();
  }

  /// `core.mode`: how content is stored.
  public RepoMode mode() {
    return mode;
  }

  /// `core.fsync`: whether anything is synced to disk; true unless set.
  public boolean fsync() {
    return fsync;
  }

  /// `core.per-object-fsync`: whether each object is synced on its own; false unless set.
  public boolean perObjectFsync() {
    return perObjectFsync;
  }

  /// `core.disable-xattrs`: whether extended attributes are ignored; false unless set.
  public boolean disableXattrs() {
    return disableXattrs;
  }

  /// `core.enable-uncompressed-cache`: whether checkouts from an archive keep what they inflate;
  /// true unless set.
  public boolean uncompressedCache() {
    return uncompressedCache;
  }

  /// `core.tmp-expiry-secs`: how old things in `tmp` may become; a day unless set.
  public Duration tmpExpiry() {
    long seconds = reader.number(CORE, "tmp-expiry-secs", DAY_SECONDS);
    // A negative number is a huge one to C: nothing is ever old.
    return Duration.ofSeconds(seconds < 0 ? MAX_SECONDS : Math.min(seconds, MAX_SECONDS));
  }

  /// `core.locking`: whether the repository is locked at all; true unless set.
  public boolean locking() {
    return locking;
  }

  /// `core.lock-timeout-secs`: how long to wait for a lock, 300 seconds unless set; nothing means
  /// to wait for ever.
  public Optional<Duration> lockTimeout() {
    long seconds = reader.number(CORE, "lock-timeout-secs", LOCK_TIMEOUT_SECONDS);
    return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  /// `core.min-free-space-percent`: how much of the file system stays free; 3 unless set, 0 to 99.
  public int minFreeSpacePercent() {
    return minFreeSpacePercent;
  }

  /// `core.min-free-space-size` in bytes: how much stays free, in place of the percentage unless it
  /// is 0, which it is when not set.
  public long minFreeSpaceBytes() {
    return minFreeSpaceBytes;
  }

  /// `core.min-free-space-size` as it is written.
  public Optional<String> minFreeSpaceSize() {
    return reader.text(CORE, "min-free-space-size");
  }

  /// `core.collection-id`: the collection that own refs belong to. One that is not valid is none.
  public Optional<CollectionId> collectionId() {
    return reader.text(CORE, "collection-id").flatMap(CollectionId::find);
  }

  /// `core.parent`: the repository where objects and refs are looked for that are not here.
  public Optional<Path> parent() {
    return Optional.ofNullable(parent);
  }

  /// `core.add-remotes-config-dir`: whether a new remote becomes a file of its own in the directory
  /// of remotes; nothing when not set, which means only for the repository of a system.
  public Optional<Boolean> addRemotesConfigDir() throws KeyFileException {
    return reader.truth(CORE, "add-remotes-config-dir");
  }

  /// `core.payload-link-threshold` in bytes: from which size content that differs only in metadata
  /// is shared; nothing means never, as when not set.
  public OptionalLong payloadLinkThreshold() {
    long bytes = reader.number(CORE, "payload-link-threshold", -1);
    return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /// `core.default-repo-finders`: where collection refs are looked for.
  public List<String> defaultRepoFinders() {
    return finders;
  }

  /// `core.auto-update-summary`, or its older name `commit-update-summary`: whether the summary
  /// follows the refs; false unless set.
  public boolean autoUpdateSummary() throws KeyFileException {
    Optional<Boolean> said = reader.truth(CORE, "auto-update-summary");
    return said.isPresent() ? said.get() : reader.truth(CORE, "commit-update-summary", false);
  }

  /// `core.tombstone-commits`: whether a deleted commit leaves a mark; false unless set.
  public boolean tombstoneCommits() {
    return tombstoneCommits;
  }

  /// `core.no-deltas-in-summary`: whether the summary leaves deltas out; false unless set.
  public boolean noDeltasInSummary() throws KeyFileException {
    return reader.truth(CORE, "no-deltas-in-summary", false);
  }

  /// `core.indexed-deltas`: whether indexes of deltas are announced; false unless set.
  public boolean indexedDeltas() throws KeyFileException {
    return reader.truth(CORE, "indexed-deltas", false);
  }

  /// `core.sign-verify-deltas`: whether a delta must be signed; false unless set.
  public boolean signVerifyDeltas() throws KeyFileException {
    return reader.truth(CORE, "sign-verify-deltas", false);
  }

  /// `archive.zlib-level`: how hard an archive compresses; 6 unless set, 1 to 9.
  public int zlibLevel() {
    return Math.clamp(reader.number("archive", "zlib-level", ZLIB_LEVEL), 1, 9);
  }

  /// `ex-integrity.fsverity`, or what the older group `ex-fsverity` says: whether objects are
  /// sealed.
  public TriState fsVerity() {
    return fsVerity;
  }

  /// `ex-integrity.composefs`: whether deployments are images.
  public TriState composefs() {
    return composefs;
  }

  /// `sysroot.bootloader`: which boot loader is written; `auto` unless set.
  public String bootloader() {
    return reader.text(SYSROOT, "bootloader").orElse("auto");
  }

  /// `sysroot.bootprefix`: whether boot entries name `/boot`; false unless set.
  public boolean bootPrefix() throws KeyFileException {
    return reader.truth(SYSROOT, "bootprefix", false);
  }

  /// `sysroot.boot-counting-tries`: how often a new deployment may fail to boot; 0, never counted,
  /// unless set, at most 5.
  public int bootCountingTries() throws RepoException.InvalidConfig {
    long tries = reader.number(SYSROOT, "boot-counting-tries", 0);
    if (tries < 0 || tries > BOOT_TRIES_MAX) {
      throw new RepoException.InvalidConfig("Invalid boot-counting-tries '" + tries + "'");
    }
    return (int) tries;
  }

  /// `sysroot.bls-append-except-default`: what is added to all boot entries but the default one.
  public List<String> blsAppendExceptDefault() throws KeyFileException {
    return reader.list(SYSROOT, "bls-append-except-default");
  }

  /// `sysroot.readonly`: whether the sysroot is mounted read-only; false unless set.
  public boolean sysrootReadOnly() throws KeyFileException {
    return reader.truth(SYSROOT, "readonly", false);
  }
}
