// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Optional;

/// The name of a remote, such as `origin`: one fragment of a [RefName].
///
/// @param text the name as it is written
/// @since 0.1
public record RemoteName(String text) implements Comparable<RemoteName> {
  /// Checks the text.
  ///
  /// @throws IllegalArgumentException when the text is not such a name
  public RemoteName {
    if (!NameGrammar.isFragment(text)) {
      throw new IllegalArgumentException("Invalid remote name " + text);
    }
  }

  /// The name with this text.
  ///
  /// @throws InvalidNameException when the text is not such a name
  public static RemoteName parse(String text) throws InvalidNameException {
    if (!NameGrammar.isFragment(text)) {
      throw new InvalidNameException("Invalid remote name", text);
    }
    return new RemoteName(text);
  }

  /// The name with this text, or nothing when the text is not such a name.
  public static Optional<RemoteName> find(String text) {
    return NameGrammar.isFragment(text) ? Optional.of(new RemoteName(text)) : Optional.empty();
  }

  /// By the bytes of the text.
  @Override
  public int compareTo(RemoteName other) {
    return FileNames.compare(text, other.text);
  }

  // Written out: what a record has by itself is made at run time, which a short command notices.
  @Override
  public boolean equals(Object other) {
    return other instanceof RemoteName same && text.equals(same.text);
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
