// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A repository at a glance: its refs, where they point, and what else a reader wants to know
/// before it asks for anything. It is the one file that signatures of a whole repository are over.
///
/// Immutable. A summary that was read keeps each byte. What stands for something in it is checked
/// when it is read: it is in normal form, refs are valid, sorted and unique, checksums are whole.
/// A key of the metadata that has another type than it should counts as absent, as in the
/// reference program.
///
/// @since 0.1
public final class Summary {
  /// The type of the serialised form, `(a(s(taya{sv}))a{sv})`.
  public static final VariantType TYPE = VariantType.of("(a(s(taya{sv}))a{sv})");

  /// The largest summary that is read: as metadata objects, which the reference program bounds in
  /// the same way. Some hundred bytes a ref make that about a million refs.
  public static final int MAX_SIZE_BYTES = 128 * 1024 * 1024;

  static final VariantType COLLECTION_MAP = VariantType.of("a{sa(s(taya{sv}))}");

  private final Variant whole;
  private final RefTable refs;
  private final @Nullable CollectionId collection;
  private final Map<CollectionId, RefTable> others;

  private Summary(
      Variant whole,
      RefTable refs,
      @Nullable CollectionId collection,
      Map<CollectionId, RefTable> others) {
    this.whole = whole;
    this.refs = refs;
    this.collection = collection;
    this.others = others;
  }

  /// Reads the serialised form.
  ///
  /// @throws SummaryFormatException when it is larger than [#MAX_SIZE_BYTES], not in normal form,
  ///     or says something that cannot be
  public static Summary parse(byte[] bytes) throws SummaryFormatException {
    if (bytes.length > MAX_SIZE_BYTES) {
      throw new SummaryFormatException(
          bytes.length + " bytes are more than the limit " + MAX_SIZE_BYTES);
    }
    // The copy keeps the summary what it is when the caller uses its array again.
    Variant whole = Variant.of(TYPE, bytes.clone());
    // GLib takes no bytes for a form of the empty summary, too; here they mean that a write or a
    // transfer was cut off.
    if (bytes.length == 0 || !whole.isNormal()) {
      throw new SummaryFormatException("Not normal form");
    }
    RefTable refs = RefTable.parse(whole.child(0));
    Variant metadata = whole.child(1);
    return new Summary(whole, refs, collection(metadata), collections(metadata));
  }

  private static @Nullable CollectionId collection(Variant metadata) throws SummaryFormatException {
    Optional<Variant> id = metadata.find(SummaryKeys.COLLECTION_ID, VariantType.STRING);
    return id.isPresent() ? collectionId(id.get().asString()) : null;
  }

  private static Map<CollectionId, RefTable> collections(Variant metadata)
      throws SummaryFormatException {
    Optional<Variant> map = metadata.find(SummaryKeys.COLLECTION_MAP, COLLECTION_MAP);
    if (map.isEmpty()) {
      return Map.of();
    }
    var tables = new LinkedHashMap<CollectionId, RefTable>();
    for (int i = 0; i < map.get().count(); i++) {
      Variant entry = map.get().child(i);
      CollectionId id = collectionId(entry.child(0).asString());
      if (tables.put(id, RefTable.parse(entry.child(1))) != null) {
        throw new SummaryFormatException("collection " + id + " is there twice");
      }
    }
    return tables;
  }

  private static CollectionId collectionId(String text) throws SummaryFormatException {
    return CollectionId.find(text)
        .orElseThrow(() -> new SummaryFormatException("Invalid collection ID " + text));
  }

  // Refs.

  /// Where a ref of the repository's own points. Takes time proportional to the logarithm of their
  /// number.
  public Optional<SummaryRef> find(RefName ref) {
    return refs.find(ref);
  }

  /// Where a ref of a collection points.
  public Optional<SummaryRef> find(CollectionId id, RefName ref) {
    if (id.equals(collection)) {
      return refs.find(ref);
    }
    return others.getOrDefault(id, RefTable.EMPTY).find(ref);
  }

  /// The refs of the repository's own: of its collection if it has one.
  public SortedMap<RefName, SummaryRef> refs() {
    return refs.all();
  }

  /// The refs of all collections, its own among them if it has one.
  public SortedMap<CollectionRef, SummaryRef> collectionRefs() {
    var all = new TreeMap<CollectionRef, SummaryRef>();
    others.forEach((id, table) -> add(all, id, table));
    if (collection != null) {
      add(all, collection, refs);
    }
    return Collections.unmodifiableSortedMap(all);
  }

  private static void add(Map<CollectionRef, SummaryRef> all, CollectionId id, RefTable table) {
    table.all().forEach((name, ref) -> all.put(new CollectionRef(id, name), ref));
  }

  // Metadata.

  /// The collection to which its own refs belong.
  public Optional<CollectionId> collectionId() {
    return Optional.ofNullable(collection);
  }

  /// How the repository stores content, such as `archive-z2`.
  public Optional<String> mode() {
    return metadata().find(SummaryKeys.MODE, VariantType.STRING).map(Variant::asString);
  }

  /// When it was made, in seconds since 1970 without sign.
  public OptionalLong lastModifiedSeconds() {
    return BigEndian.find(metadata(), SummaryKeys.LAST_MODIFIED);
  }

  /// When it should no longer be used, in seconds since 1970 without sign. Nothing is refused on
  /// account of it.
  public OptionalLong expiresSeconds() {
    return BigEndian.find(metadata(), SummaryKeys.EXPIRES);
  }

  /// Whether commits that are deleted there leave a mark.
  public boolean hasTombstoneCommits() {
    return isTrue(SummaryKeys.TOMBSTONE_COMMITS);
  }

  /// Whether deltas are to be looked up in an index for each commit.
  public boolean hasIndexedDeltas() {
    return isTrue(SummaryKeys.INDEXED_DELTAS);
  }

  private boolean isTrue(String key) {
    return metadata().find(key, VariantType.BOOLEAN).filter(Variant::asBoolean).isPresent();
  }

  /// The deltas there are, where they are listed here: an `a{sv}` from their names to the 32 bytes
  /// of the SHA-256 of their superblocks. Not checked any further than its type.
  public Optional<Variant> staticDeltas() {
    return metadata().find(SummaryKeys.STATIC_DELTAS, VariantType.DICT);
  }

  /// All that is said besides the refs, `a{sv}`.
  public Variant metadata() {
    return whole.child(1);
  }

  // The whole.

  /// The serialised form as a value.
  public Variant variant() {
    return whole;
  }

  /// The serialised form, as stored and signed.
  public byte[] bytes() {
    return whole.bytes();
  }

  /// Whether the serialised forms are the same.
  @Override
  public boolean equals(Object other) {
    return other instanceof Summary that && whole.equals(that.whole);
  }

  @Override
  public int hashCode() {
    return whole.hashCode();
  }

  @Override
  public String toString() {
    return "Summary[" + refs.size() + " refs, " + others.size() + " other collections]";
  }
}
