// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Looking for refs, or taking them from where they are, fails.
///
/// @since 0.1
public abstract sealed class DiscoveryException extends IOException {
  private static final long serialVersionUID = 1L;

  private DiscoveryException(String message) {
    super(message);
  }

  /// Refs could be pulled from nobody who has them; why is in the suppressed exceptions.
  public static final class NotPulled extends DiscoveryException {
    private static final long serialVersionUID = 1L;
    private final transient List<CollectionRef> refs;

    NotPulled(Collection<CollectionRef> refs) {
      super(
          "Failed to pull some refs from the remotes: "
              + refs.stream().map(CollectionRef::toString).collect(Collectors.joining(", ")));
      this.refs = List.copyOf(refs);
    }

    /// The refs that are as they were.
    public List<CollectionRef> refs() {
      return refs;
    }
  }

  /// A repository was to be written outside of the medium.
  public static final class OutsideOfMedium extends DiscoveryException {
    private static final long serialVersionUID = 1L;

    OutsideOfMedium(String destination) {
      super(
          "Destination '"
              + destination
              + "' is not on the medium; name a directory relative to it, without '..'");
    }
  }

  /// A ref that should be copied is not here.
  public static final class RefMissing extends DiscoveryException {
    private static final long serialVersionUID = 1L;
    private final transient CollectionRef ref;

    RefMissing(CollectionRef ref) {
      super("Collection–ref " + ref + " not found");
      this.ref = ref;
    }

    /// The ref.
    public CollectionRef ref() {
      return ref;
    }
  }

  /// There are too many links to repositories on the medium.
  public static final class TooManyLinks extends DiscoveryException {
    private static final long serialVersionUID = 1L;

    TooManyLinks() {
      super("All of 00-generated to 99-generated are taken in .ostree/repos.d; remove some");
    }
  }
}
