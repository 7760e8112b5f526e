// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Objects;

/// A ref of a collection: the same wherever it is found.
///
/// @param collection whose ref it is
/// @param ref what the collection calls it
/// @since 0.1
public record CollectionRef(CollectionId collection, RefName ref)
    implements Comparable<CollectionRef> {
  /// Neither part may be absent.
  public CollectionRef {
    Objects.requireNonNull(collection);
    Objects.requireNonNull(ref);
  }

  /// Reads both parts.
  ///
  /// @throws InvalidNameException when one of them is not a name
  public static CollectionRef parse(String collection, String ref) throws InvalidNameException {
    return new CollectionRef(CollectionId.parse(collection), RefName.parse(ref));
  }

  /// By collection, then by ref.
  @Override
  public int compareTo(CollectionRef other) {
    int order = collection.compareTo(other.collection);
    return order != 0 ? order : ref.compareTo(other.ref);
  }

  /// The form `(COLLECTION, REF)`, in which the reference program prints it.
  @Override
  public String toString() {
    return "(" + collection + ", " + ref + ")";
  }
}
