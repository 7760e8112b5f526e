// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A version of a whole tree: which tree, when, why, and after which other commit.
///
/// Immutable; the `with` methods give changed copies. A commit that was read keeps each byte, with
/// the keys of its metadata in the order they had: signatures are over the bytes.
///
/// ```text
/// metadata a{sv} | parent ay | related a(say) | subject s | body s | time BE64 | tree ay | meta ay
/// ```
///
/// @since 0.1
public final class Commit {
  /// The type of the serialised form, `(a{sv}aya(say)sstayay)`.
  public static final VariantType TYPE = VariantType.of("(a{sv}aya(say)sstayay)");

  private static final VariantType RELATED = VariantType.of("(say)");

  private final Variant metadata;
  private final @Nullable Checksum parent;
  private final List<RelatedObject> related;
  private final String subject;
  private final String body;
  private final long timestampSeconds;
  private final Checksum rootTree;
  private final Checksum rootMeta;

  private Commit(Draft draft) {
    metadata = draft.metadata;
    parent = draft.parent;
    related = draft.related;
    subject = draft.subject;
    body = draft.body;
    timestampSeconds = draft.timestampSeconds;
    rootTree = draft.rootTree;
    rootMeta = draft.rootMeta;
  }

  /// An object that a commit names besides its tree; no writer of today makes any.
  ///
  /// @param name what the commit calls it
  /// @param checksum its name as an object
  public record RelatedObject(String name, Checksum checksum) {
    /// Checks the components.
    ///
    /// @throws IllegalArgumentException when the name cannot be stored
    public RelatedObject {
      requireStorable(name);
      Objects.requireNonNull(checksum);
    }
  }

  /// The members while a commit is made or changed; never seen outside.
  private static final class Draft {
    private Variant metadata = Variant.array(VariantType.DICT.element(), List.of());
    private @Nullable Checksum parent;
    private List<RelatedObject> related = List.of();
    private String subject = "";
    private String body = "";
    private long timestampSeconds;
    private Checksum rootTree;
    private Checksum rootMeta;

    private Draft(Checksum rootTree, Checksum rootMeta) {
      this.rootTree = Objects.requireNonNull(rootTree);
      this.rootMeta = Objects.requireNonNull(rootMeta);
    }
  }

  /// A commit of this tree, without parent, metadata, subject and body.
  ///
  /// @param timestampSeconds seconds since 1970, a number without sign
  public static Commit of(Checksum rootTree, Checksum rootMeta, long timestampSeconds) {
    var draft = new Draft(rootTree, rootMeta);
    draft.timestampSeconds = timestampSeconds;
    return new Commit(draft);
  }

  /// Reads the serialised form.
  ///
  /// @throws ObjectFormatException when it is not in normal form or too large, or a checksum has
  ///     the wrong length
  public static Commit parse(byte[] bytes) throws ObjectFormatException {
    MetadataLimits.checkSize(bytes.length);
    // The copy keeps the commit what it is when the caller uses its array again.
    var stored = Variant.of(TYPE, bytes.clone());
    if (!stored.isNormal()) {
      throw ObjectFormatException.notNormal();
    }
    var draft = new Draft(checksum(stored.child(6)), checksum(stored.child(7)));
    draft.metadata = stored.child(0);
    draft.parent = stored.child(1).sizeBytes() == 0 ? null : checksum(stored.child(1));
    draft.related = related(stored.child(2));
    draft.subject = stored.child(3).asString();
    draft.body = stored.child(4).asString();
    draft.timestampSeconds = Long.reverseBytes(stored.child(5).asLong());
    return new Commit(draft);
  }

  private static Checksum checksum(Variant bytes) throws ObjectFormatException {
    if (bytes.sizeBytes() != Checksum.SIZE_BYTES) {
      throw ObjectFormatException.checksumLength(bytes.sizeBytes());
    }
    return Checksum.of(bytes.asBytes());
  }

  private static List<RelatedObject> related(Variant array) throws ObjectFormatException {
    var entries = new ArrayList<RelatedObject>();
    for (int i = 0; i < array.count(); i++) {
      Variant entry = array.child(i);
      entries.add(new RelatedObject(entry.child(0).asString(), checksum(entry.child(1))));
    }
    return List.copyOf(entries);
  }

  /// What else is said about the commit, `a{sv}`, in the order it was given.
  public Variant metadata() {
    return metadata;
  }

  /// The commit before this one.
  public Optional<Checksum> parent() {
    return Optional.ofNullable(parent);
  }

  /// Other objects; always empty in practice.
  public List<RelatedObject> related() {
    return related;
  }

  /// One line that says why.
  public String subject() {
    return subject;
  }

  /// More lines that say why.
  public String body() {
    return body;
  }

  /// When, in seconds since 1970; a number without sign.
  public long timestampSeconds() {
    return timestampSeconds;
  }

  /// The dirtree of the root directory.
  public Checksum rootTree() {
    return rootTree;
  }

  /// The dirmeta of the root directory.
  public Checksum rootMeta() {
    return rootMeta;
  }

  /// A checksum of the tree alone: equal for two commits of the same content.
  public Checksum contentChecksum() {
    return Hasher.sha256().update(rootTree.bytes()).update(rootMeta.bytes()).finish();
  }

  /// The version people know the tree by, from the metadata `version`.
  public Optional<String> version() {
    return text(CommitKeys.VERSION);
  }

  /// The refs under which the commit may be published, from the metadata `ostree.ref-binding`.
  public List<String> refBindings() {
    return metadata
        .find(CommitKeys.REF_BINDING)
        .filter(value -> value.type().equals(VariantType.STRINGS))
        .map(Variant::asStrings)
        .orElse(List.of());
  }

  /// Whether the commit says under which refs it may be published; the list may be empty.
  public boolean hasRefBinding() {
    return metadata
        .find(CommitKeys.REF_BINDING)
        .filter(value -> value.type().equals(VariantType.STRINGS))
        .isPresent();
  }

  /// The collection to which the commit belongs, from the metadata `ostree.collection-binding`.
  public Optional<String> collectionBinding() {
    return text(CommitKeys.COLLECTION_BINDING);
  }

  private Optional<String> text(String key) {
    return metadata
        .find(key)
        .filter(value -> value.type().equals(VariantType.STRING))
        .map(Variant::asString);
  }

  /// The same with another subject.
  ///
  /// @throws IllegalArgumentException when it has a NUL inside or is not text
  public Commit withSubject(String subject) {
    Draft draft = draft();
    draft.subject = requireStorable(subject);
    return new Commit(draft);
  }

  /// The same with another body.
  ///
  /// @throws IllegalArgumentException when it has a NUL inside or is not text
  public Commit withBody(String body) {
    Draft draft = draft();
    draft.body = requireStorable(body);
    return new Commit(draft);
  }

  /// The same after another commit.
  public Commit withParent(Checksum parent) {
    Draft draft = draft();
    draft.parent = Objects.requireNonNull(parent);
    return new Commit(draft);
  }

  /// The same without a commit before it.
  public Commit withoutParent() {
    Draft draft = draft();
    draft.parent = null;
    return new Commit(draft);
  }

  /// The same with other metadata.
  ///
  /// @throws IllegalArgumentException when the type is not `a{sv}`
  public Commit withMetadata(Variant metadata) {
    if (!metadata.type().equals(VariantType.DICT)) {
      throw new IllegalArgumentException("commit metadata of type " + metadata.type().text());
    }
    Draft draft = draft();
    draft.metadata = metadata.isNormal() ? metadata : metadata.normalized();
    return new Commit(draft);
  }

  /// The same at another time, in seconds since 1970 without sign.
  public Commit withTimestamp(long timestampSeconds) {
    Draft draft = draft();
    draft.timestampSeconds = timestampSeconds;
    return new Commit(draft);
  }

  /// The same of another tree.
  public Commit withRoot(Checksum rootTree, Checksum rootMeta) {
    Draft draft = draft();
    draft.rootTree = Objects.requireNonNull(rootTree);
    draft.rootMeta = Objects.requireNonNull(rootMeta);
    return new Commit(draft);
  }

  private Draft draft() {
    var draft = new Draft(rootTree, rootMeta);
    draft.metadata = metadata;
    draft.parent = parent;
    draft.related = related;
    draft.subject = subject;
    draft.body = body;
    draft.timestampSeconds = timestampSeconds;
    return draft;
  }

  /// The serialised form as a value.
  public Variant variant() {
    var entries = new ArrayList<Variant>();
    for (RelatedObject object : related) {
      entries.add(
          Variant.tuple(Variant.string(object.name()), Variant.bytes(object.checksum().bytes())));
    }
    return Variant.tuple(
        metadata,
        Variant.bytes(parent == null ? new byte[0] : parent.bytes()),
        Variant.array(RELATED, entries),
        Variant.string(subject),
        Variant.string(body),
        Variant.uint64(Long.reverseBytes(timestampSeconds)),
        Variant.bytes(rootTree.bytes()),
        Variant.bytes(rootMeta.bytes()));
  }

  /// The serialised form, as stored and signed.
  public byte[] bytes() {
    return variant().bytes();
  }

  /// The name of the object.
  public Checksum checksum() {
    return Checksum.ofContent(bytes());
  }

  private static String requireStorable(String text) {
    if (!Text.isStorable(text)) {
      throw new IllegalArgumentException("text with a NUL or a lone surrogate inside: " + text);
    }
    return text;
  }

  /// Whether the serialised forms are the same.
  @Override
  public boolean equals(Object other) {
    return other instanceof Commit that && variant().equals(that.variant());
  }

  @Override
  public int hashCode() {
    return Objects.hash(rootTree, rootMeta, timestampSeconds, subject);
  }

  @Override
  public String toString() {
    return "Commit[subject=" + subject + ", rootTree=" + rootTree + ", rootMeta=" + rootMeta + "]";
  }
}
