// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Mutable: a dictionary of type `a{sv}` while it is being put together. It keeps the order in
/// which keys were first put, since the order of a dictionary is part of its bytes, hence of
/// checksums.
///
/// @since 0.1
public final class VariantDict {
  private final Map<String, Variant> values = new LinkedHashMap<>();

  private VariantDict() {}

  /// A dictionary with nothing in it.
  public static VariantDict empty() {
    return new VariantDict();
  }

  /// A dictionary with the entries of a value; of several with the same key, the first counts.
  ///
  /// @throws IllegalArgumentException when the value is no `a{sv}`
  public static VariantDict of(Variant dictionary) {
    if (!dictionary.type().equals(VariantType.DICT)) {
      throw new IllegalArgumentException("not a dictionary: a value of type " + dictionary.type());
    }
    var dict = new VariantDict();
    int count = dictionary.count();
    for (int i = 0; i < count; i++) {
      Variant entry = dictionary.child(i);
      dict.values.putIfAbsent(entry.child(0).asString(), entry.child(1).asVariant());
    }
    return dict;
  }

  /// Puts a value; one that was there keeps its place and is replaced.
  public VariantDict put(String key, Variant value) {
    values.put(key, value);
    return this;
  }

  /// Puts a string.
  public VariantDict put(String key, String value) {
    return put(key, Variant.string(value));
  }

  /// Removes a value, if it is there.
  public VariantDict remove(String key) {
    values.remove(key);
    return this;
  }

  /// The value of a key.
  public Optional<Variant> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /// The value of a key, or nothing when it has another type: for dictionaries from outside.
  public Optional<Variant> find(String key, VariantType wanted) {
    return find(key).filter(value -> value.type().equals(wanted));
  }

  /// Whether nothing is in it.
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// The keys, in order; a view which cannot be changed.
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /// Brings the entries into the order in which GLib's own dictionary gives them out: the C program
  /// puts some metadata through one, and the order is part of the bytes.
  public VariantDict orderAsGlib() {
    Map<String, Variant> unordered = new LinkedHashMap<>(values);
    values.clear();
    for (String key : GlibOrder.of(unordered.keySet())) {
      values.put(key, unordered.get(key));
    }
    return this;
  }

  /// The dictionary as a value.
  public Variant toVariant() {
    List<Variant> entries = new ArrayList<>(values.size());
    values.forEach(
        (key, value) ->
            entries.add(Variant.dictEntry(Variant.string(key), Variant.variant(value))));
    return Variant.array(VariantType.DICT.element(), entries);
  }
}
