// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.repo.DevInoCache;
import java.util.Optional;
import java.util.OptionalInt;

/// How a directory or an archive becomes a tree.
///
/// @since 0.1
public final class ImportOptions {

  /// What to do with extended attributes.
  public enum XattrUse {
    /// Store them.
    KEEP,
    /// Store none.
    SKIP
  }

  /// Which modes are stored.
  public enum Permissions {
    /// Those of the source.
    KEEP,
    /// Owner 0:0, no xattrs, mode bits within 0755.
    CANONICAL
  }

  /// What becomes of the source.
  public enum SourceUse {
    /// It stays as it is.
    KEEP,
    /// Its files are moved into the repository or removed while they are read; an emptied root too.
    CONSUME
  }

  /// How far a [DevInoCache] is trusted.
  public enum CacheTrust {
    /// Only when nothing else could change the object.
    PLAIN,
    /// Always: what is in the cache is unchanged, whatever else the options say.
    CANONICAL
  }

  private static final ImportOptions DEFAULTS = new ImportOptions(new Values());

  /// The values, mutable only while a new instance is being made.
  private static final class Values implements Cloneable {
    OptionalInt uid = OptionalInt.empty();
    OptionalInt gid = OptionalInt.empty();
    Permissions permissions = Permissions.KEEP;
    boolean readOnlyExecutables;
    XattrUse xattrs = XattrUse.KEEP;
    SourceUse source = SourceUse.KEEP;
    Optional<SkipList> skipList = Optional.empty();
    Optional<StatOverrides> statOverrides = Optional.empty();
    Optional<ImportFilter> filter = Optional.empty();
    Optional<DevInoCache> cache = Optional.empty();
    CacheTrust cacheTrust = CacheTrust.PLAIN;

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Values values;

  private ImportOptions(Values values) {
    this.values = values;
  }

  /// Everything as in the source.
  public static ImportOptions defaults() {
    return DEFAULTS;
  }

  /// All files belong to this user. Default: as in the source.
  public ImportOptions withOwnerUid(int uid) {
    Values copy = values.copy();
    copy.uid = OptionalInt.of(uid);
    return new ImportOptions(copy);
  }

  /// All files belong to this group. Default: as in the source.
  public ImportOptions withOwnerGid(int gid) {
    Values copy = values.copy();
    copy.gid = OptionalInt.of(gid);
    return new ImportOptions(copy);
  }

  /// Which modes are stored. Default: [Permissions#KEEP]; repositories of mode bare-user-only
  /// always canonicalise.
  public ImportOptions withPermissions(Permissions permissions) {
    Values copy = values.copy();
    copy.permissions = permissions;
    return new ImportOptions(copy);
  }

  /// Executable files lose all write bits. Default: they keep them.
  public ImportOptions withReadOnlyExecutables() {
    Values copy = values.copy();
    copy.readOnlyExecutables = true;
    return new ImportOptions(copy);
  }

  /// What to do with extended attributes. Default: [XattrUse#KEEP].
  public ImportOptions withXattrs(XattrUse xattrs) {
    Values copy = values.copy();
    copy.xattrs = xattrs;
    return new ImportOptions(copy);
  }

  /// What becomes of the source. Default: [SourceUse#KEEP]. Archives ignore it.
  public ImportOptions withSource(SourceUse source) {
    Values copy = values.copy();
    copy.source = source;
    return new ImportOptions(copy);
  }

  /// Paths to leave out. Default: none.
  public ImportOptions withSkipList(SkipList skipList) {
    Values copy = values.copy();
    copy.skipList = Optional.of(skipList);
    return new ImportOptions(copy);
  }

  /// Changes of modes. Default: none.
  public ImportOptions withStatOverrides(StatOverrides statOverrides) {
    Values copy = values.copy();
    copy.statOverrides = Optional.of(statOverrides);
    return new ImportOptions(copy);
  }

  /// A decision for each path, taken after all the other options. Default: none.
  public ImportOptions withFilter(ImportFilter filter) {
    Values copy = values.copy();
    copy.filter = Optional.of(filter);
    return new ImportOptions(copy);
  }

  /// Known objects by inode, so that their bytes need not be read. Default: none.
  public ImportOptions withDevInoCache(DevInoCache cache, CacheTrust trust) {
    Values copy = values.copy();
    copy.cache = Optional.of(cache);
    copy.cacheTrust = trust;
    return new ImportOptions(copy);
  }

  OptionalInt uid() {
    return values.uid;
  }

  OptionalInt gid() {
    return values.gid;
  }

  Permissions permissions() {
    return values.permissions;
  }

  boolean readOnlyExecutables() {
    return values.readOnlyExecutables;
  }

  XattrUse xattrs() {
    return values.xattrs;
  }

  SourceUse source() {
    return values.source;
  }

  Optional<SkipList> skipList() {
    return values.skipList;
  }

  Optional<StatOverrides> statOverrides() {
    return values.statOverrides;
  }

  Optional<ImportFilter> filter() {
    return values.filter;
  }

  Optional<DevInoCache> cache() {
    return values.cache;
  }

  CacheTrust cacheTrust() {
    return values.cacheTrust;
  }
}
