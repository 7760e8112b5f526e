// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.object.ObjectFormatException;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/// A dictionary (`a{sv}`) with signatures in it: the detached metadata of a commit, or
/// `summary.sig`. Immutable.
///
/// ```text
/// { 'ostree.sign.ed25519': <[[byte …], …]>, 'ostree.gpgsigs': <[[byte …], …]>, … }
/// ```
///
/// Each engine has one key, whose value is a list (`aay`); other keys are kept as they are. A value
/// of another type is no list of signatures, and is replaced by the first that is added.
///
/// @since 0.1
public final class SignedMetadata {
  private static final VariantType LIST = VariantType.of("aay");
  private static final SignedMetadata EMPTY = new SignedMetadata(VariantDict.empty());

  private final VariantDict dict;

  private SignedMetadata(VariantDict dict) {
    this.dict = dict;
  }

  /// Nothing signed, nothing else.
  public static SignedMetadata empty() {
    return EMPTY;
  }

  /// A copy of this dictionary.
  public static SignedMetadata of(VariantDict dict) {
    return new SignedMetadata(VariantDict.of(dict.toVariant()));
  }

  /// Reads the serialised form; no bytes are an empty dictionary.
  ///
  /// @throws ObjectFormatException when it is not in normal form or too large
  public static SignedMetadata parse(byte[] bytes) throws ObjectFormatException {
    return new SignedMetadata(DetachedMetadata.parse(bytes));
  }

  /// The signatures under a key, in order; none when there is no list of them. Each is copied when
  /// it is asked for, so that a list of millions costs nothing to whoever only counts them.
  public List<byte[]> signatures(String key) {
    Optional<Variant> list = dict.find(key, LIST);
    return list.isPresent() ? new Signatures(list.get()) : List.of();
  }

  private static final class Signatures extends AbstractList<byte[]> implements RandomAccess {
    private final Variant list;

    private Signatures(Variant list) {
      this.list = list;
    }

    @Override
    public byte[] get(int index) {
      return list.child(index).asBytes();
    }

    @Override
    public int size() {
      return list.count();
    }
  }

  /// With this signature after those under the key.
  public SignedMetadata with(String key, byte[] signature) {
    var all = new ArrayList<byte[]>(signatures(key));
    all.add(signature);
    return withOnly(key, all);
  }

  /// With a signature of these bytes after those of the signer's engine.
  ///
  /// @throws IOException when the signer cannot sign
  public SignedMetadata with(Signer signer, byte[] data) throws IOException {
    return with(signer.metadataKey(), signer.sign(data));
  }

  /// With these signatures under the key and no others; without the key when there are none.
  public SignedMetadata withOnly(String key, List<byte[]> signatures) {
    SignedMetadata changed = of(dict);
    if (signatures.isEmpty()) {
      changed.dict.remove(key);
      return changed;
    }
    List<Variant> list = signatures.stream().map(Variant::bytes).toList();
    changed.dict.put(key, Variant.array(VariantType.BYTES, list));
    return changed;
  }

  /// Whether there is nothing in it.
  public boolean isEmpty() {
    return dict.isEmpty();
  }

  /// A copy of the dictionary.
  public VariantDict toDict() {
    return VariantDict.of(dict.toVariant());
  }

  /// The serialised form; empty for an empty dictionary.
  public byte[] bytes() {
    return DetachedMetadata.serialise(dict);
  }
}
