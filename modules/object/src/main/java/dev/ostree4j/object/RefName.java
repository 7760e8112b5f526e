// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Optional;

/// The name of a ref, such as `exampleos/x86_64/stable`: fragments joined by `/`.
///
/// A fragment starts with a letter, a number or `_` of any script and goes on with those, `-` and
/// `.`; so no part of it can be `..`, hidden or an option of a command.
///
/// @param text the name as it is written
/// @since 0.1
public record RefName(String text) implements Comparable<RefName> {
  /// Checks the text.
  ///
  /// @throws IllegalArgumentException when the text is not such a name
  public RefName {
    if (!NameGrammar.isRef(text)) {
      throw new IllegalArgumentException("Invalid ref name " + text);
    }
  }

  /// The name with this text.
  ///
  /// @throws InvalidNameException when the text is not such a name
  public static RefName parse(String text) throws InvalidNameException {
    if (!NameGrammar.isRef(text)) {
      throw new InvalidNameException("Invalid ref name", text);
    }
    return new RefName(text);
  }

  /// Whether a text is such a name.
  public static boolean matches(String text) {
    return NameGrammar.isRef(text);
  }

  /// The name with this text, or nothing when the text is not such a name.
  public static Optional<RefName> find(String text) {
    return NameGrammar.isRef(text) ? Optional.of(new RefName(text)) : Optional.empty();
  }

  /// By the bytes of the text.
  @Override
  public int compareTo(RefName other) {
    return FileNames.compare(text, other.text);
  }

  // Written out: what a record has by itself is made at run time, which a short command notices.
  @Override
  public boolean equals(Object other) {
    return other instanceof RefName same && text.equals(same.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// The text.
  @Override
  public String toString() {
    return text;
  }
}
