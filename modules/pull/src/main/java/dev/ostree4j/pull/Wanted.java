// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RefName;
import java.util.Optional;

/// One thing that a pull is asked for.
///
/// @since 0.1
public sealed interface Wanted {
  /// A ref, at the commit that the remote says.
  ///
  /// @param ref its name there
  record Ref(RefName ref) implements Wanted {
    // Written out: what a record has by itself is made at run time, which takes ten milliseconds
    // of each pull.
    @Override
    public boolean equals(Object other) {
      return other instanceof Ref same && ref.equals(same.ref);
    }

    @Override
    public int hashCode() {
      return ref.hashCode();
    }
  }

  /// A ref, at this commit whatever the remote says.
  ///
  /// @param ref its name there
  /// @param commit what it will name here
  record PinnedRef(RefName ref, Checksum commit) implements Wanted {}

  /// A commit alone; no ref will name it.
  ///
  /// @param commit the commit
  record Single(Checksum commit) implements Wanted {}

  /// A ref of a collection, at the commit that the remote says.
  ///
  /// @param ref its name
  record Shared(CollectionRef ref) implements Wanted {}

  /// A ref of a collection, at this commit whatever the remote says.
  ///
  /// @param ref its name
  /// @param commit what it will name here
  record PinnedShared(CollectionRef ref, Checksum commit) implements Wanted {}

  /// Reads what people write: `REF`, `CHECKSUM` or `REF@CHECKSUM`. As in the C program another
  /// commit behind `CHECKSUM@` does not count: that one is pulled.
  ///
  /// @throws InvalidNameException when it is none of these
  static Wanted parse(String text) throws InvalidNameException {
    Optional<Checksum> commit = Checksum.find(text);
    if (commit.isPresent()) {
      return new Single(commit.get());
    }
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return new Ref(RefName.parse(text));
    }
    Optional<Checksum> pinned = Checksum.find(text.substring(at + 1));
    if (pinned.isEmpty()) {
      throw InvalidNameException.ofRevision(text.substring(at + 1));
    }
    String name = text.substring(0, at);
    Optional<Checksum> single = Checksum.find(name);
    return single.isPresent()
        ? new Single(single.get())
        : new PinnedRef(RefName.parse(name), pinned.get());
  }
}
