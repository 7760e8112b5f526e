// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.repo.DevInoCache;
import java.util.Optional;

/// How a commit becomes a directory.
///
/// @since 0.1
public final class CheckoutOptions {

  /// Whose files the checkout makes.
  public enum Mode {
    /// Owner, mode and xattrs as committed.
    NONE,
    /// Files of the current user: no xattrs, no set-id bits.
    USER
  }

  /// What to do with what is there already.
  public enum Existing {
    /// Fail, even when the destination is an empty directory.
    REFUSE,
    /// Keep directories, replace files and symlinks atomically.
    REPLACE,
    /// Keep whatever exists, add the rest.
    KEEP,
    /// Keep what is the same object, fail for everything else.
    IDENTICAL
  }

  /// When files are hardlinks to the repository.
  public enum Links {
    /// Where possible; copies elsewhere.
    PREFER,
    /// Fail where it is not possible.
    REQUIRE,
    /// All files are copies.
    NEVER
  }

  /// How empty files are made. They are never links: so many share one object that its link count
  /// could overflow.
  public enum ZeroSized {
    /// As the modes of repository and checkout have it, which is by copying too.
    AS_OTHERS,
    /// Always as copies.
    COPY
  }

  /// What `.wh.` names mean.
  public enum Whiteouts {
    /// Nothing: they are files like others.
    PLAIN,
    /// `.wh.NAME` deletes `NAME`, `.wh..wh..opq` clears the directory.
    APPLY
  }

  /// What `.ostree-wh.` names mean.
  public enum PassthroughWhiteouts {
    /// Nothing: they are files like others.
    PLAIN,
    /// `.ostree-wh.NAME` becomes the character device 0:0 `NAME`, the whiteout of overlayfs.
    MAKE_DEVICES
  }

  /// Which modes directories get.
  public enum DirectoryModes {
    /// As committed.
    KEEP,
    /// Within 0775.
    BARE_USER_ONLY
  }

  /// Whether files and directories are flushed to disk.
  public enum Sync {
    /// No.
    NONE,
    /// Each one, before the checkout ends.
    EACH
  }

  /// Whether archive repositories keep uncompressed copies to link to, in user mode.
  public enum UncompressedCache {
    /// Yes, where the repository is configured and writable for it.
    USE,
    /// No.
    SKIP
  }

  private static final CheckoutOptions DEFAULTS = new CheckoutOptions(new Values());

  /// The values, mutable only while a new instance is being made.
  private static final class Values implements Cloneable {
    Mode mode = Mode.NONE;
    Existing existing = Existing.REFUSE;
    Links links = Links.PREFER;
    ZeroSized zeroSized = ZeroSized.AS_OTHERS;
    Whiteouts whiteouts = Whiteouts.PLAIN;
    PassthroughWhiteouts passthrough = PassthroughWhiteouts.PLAIN;
    DirectoryModes directoryModes = DirectoryModes.KEEP;
    Sync sync = Sync.NONE;
    UncompressedCache cache = UncompressedCache.USE;
    String subpath = "/";
    Optional<CheckoutFilter> filter = Optional.empty();
    Optional<SkipList> skipList = Optional.empty();
    Optional<DevInoCache> devInoCache = Optional.empty();

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Values values;

  private CheckoutOptions(Values values) {
    this.values = values;
  }

  /// Everything as committed, into a new directory.
  public static CheckoutOptions defaults() {
    return DEFAULTS;
  }

  /// Whose files the checkout makes. Default: [Mode#NONE].
  public CheckoutOptions withMode(Mode mode) {
    Values copy = values.copy();
    copy.mode = mode;
    return new CheckoutOptions(copy);
  }

  /// What to do with what is there already. Default: [Existing#REFUSE].
  public CheckoutOptions withExisting(Existing existing) {
    Values copy = values.copy();
    copy.existing = existing;
    return new CheckoutOptions(copy);
  }

  /// When files are hardlinks to the repository. Default: [Links#PREFER].
  public CheckoutOptions withLinks(Links links) {
    Values copy = values.copy();
    copy.links = links;
    return new CheckoutOptions(copy);
  }

  /// How empty files are made. They are never links: so many share one object that its link count
  /// could overflow. Default: [ZeroSized#AS_OTHERS].
  public CheckoutOptions withZeroSized(ZeroSized zeroSized) {
    Values copy = values.copy();
    copy.zeroSized = zeroSized;
    return new CheckoutOptions(copy);
  }

  /// What `.wh.` names mean. Default: [Whiteouts#PLAIN].
  public CheckoutOptions withWhiteouts(Whiteouts whiteouts) {
    Values copy = values.copy();
    copy.whiteouts = whiteouts;
    return new CheckoutOptions(copy);
  }

  /// What `.ostree-wh.` names mean. Default: [PassthroughWhiteouts#PLAIN].
  public CheckoutOptions withPassthrough(PassthroughWhiteouts passthrough) {
    Values copy = values.copy();
    copy.passthrough = passthrough;
    return new CheckoutOptions(copy);
  }

  /// Which modes directories get. Default: [DirectoryModes#KEEP].
  public CheckoutOptions withDirectoryModes(DirectoryModes directoryModes) {
    Values copy = values.copy();
    copy.directoryModes = directoryModes;
    return new CheckoutOptions(copy);
  }

  /// Whether files and directories are flushed to disk. Default: [Sync#NONE].
  public CheckoutOptions withSync(Sync sync) {
    Values copy = values.copy();
    copy.sync = sync;
    return new CheckoutOptions(copy);
  }

  /// Whether archive repositories keep uncompressed copies to link to, in user mode. Default:
  /// [UncompressedCache#USE].
  public CheckoutOptions withCache(UncompressedCache cache) {
    Values copy = values.copy();
    copy.cache = cache;
    return new CheckoutOptions(copy);
  }

  /// Only this directory, or this single file. Default: all, `/`.
  public CheckoutOptions withSubpath(String subpath) {
    Values copy = values.copy();
    copy.subpath = subpath;
    return new CheckoutOptions(copy);
  }

  /// Leaves out what the filter skips. Default: none.
  public CheckoutOptions withFilter(CheckoutFilter filter) {
    Values copy = values.copy();
    copy.filter = Optional.of(filter);
    return new CheckoutOptions(copy);
  }

  /// Leaves out these paths; a directory's ends with `/`. Default: none.
  public CheckoutOptions withSkipList(SkipList skipList) {
    Values copy = values.copy();
    copy.skipList = Optional.of(skipList);
    return new CheckoutOptions(copy);
  }

  /// Filled with the inodes of all files that became hardlinks. Default: none.
  public CheckoutOptions withDevInoCache(DevInoCache devInoCache) {
    Values copy = values.copy();
    copy.devInoCache = Optional.of(devInoCache);
    return new CheckoutOptions(copy);
  }

  Mode mode() {
    return values.mode;
  }

  Existing existing() {
    return values.existing;
  }

  Links links() {
    return values.links;
  }

  ZeroSized zeroSized() {
    return values.zeroSized;
  }

  Whiteouts whiteouts() {
    return values.whiteouts;
  }

  PassthroughWhiteouts passthrough() {
    return values.passthrough;
  }

  DirectoryModes directoryModes() {
    return values.directoryModes;
  }

  Sync sync() {
    return values.sync;
  }

  UncompressedCache cache() {
    return values.cache;
  }

  String subpath() {
    return values.subpath;
  }

  Optional<CheckoutFilter> filter() {
    return values.filter;
  }

  Optional<SkipList> skipList() {
    return values.skipList;
  }

  Optional<DevInoCache> devInoCache() {
    return values.devInoCache;
  }
}
