// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Optional;

/// The identifier of a collection of refs, such as `org.example.Os`, globally unique by being the
/// reversed domain name of its owner: at least two elements joined by `.`, each an identifier of
/// ASCII letters, digits and `_`, at most 255 characters in all.
///
/// @param text the identifier as it is written
/// @since 0.1
public record CollectionId(String text) implements Comparable<CollectionId> {
  /// Checks the text.
  ///
  /// @throws IllegalArgumentException when the text is not such a name
  public CollectionId {
    if (!NameGrammar.isCollectionId(text)) {
      throw new IllegalArgumentException("Invalid collection ID " + text);
    }
  }

  /// The name with this text.
  ///
  /// @throws InvalidNameException when the text is not such a name
  public static CollectionId parse(String text) throws InvalidNameException {
    if (!NameGrammar.isCollectionId(text)) {
      throw new InvalidNameException("Invalid collection ID", text);
    }
    return new CollectionId(text);
  }

  /// The name with this text, or nothing when the text is not such a name.
  public static Optional<CollectionId> find(String text) {
    return NameGrammar.isCollectionId(text)
        ? Optional.of(new CollectionId(text))
        : Optional.empty();
  }

  /// By the bytes of the text.
  @Override
  public int compareTo(CollectionId other) {
    return FileNames.compare(text, other.text);
  }

  /// The text.
  @Override
  public String toString() {
    return text;
  }
}
