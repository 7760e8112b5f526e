// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefName;
import java.util.List;
import java.util.Optional;

/// Whether a commit may stand under a ref: the ref and collection which its author bound it to.
///
/// @since 0.1
public final class BindingCheck {
  private BindingCheck() {}

  /// What is wrong with a commit standing under a ref, or nothing.
  ///
  /// A commit without bindings is accepted unless a collection is involved.
  ///
  /// @param commit the commit
  /// @param ref the ref it stands under, when it stands under one
  /// @param collection the collection that the ref belongs to, when it belongs to one
  public static Optional<String> findFault(
      Commit commit, Optional<RefName> ref, Optional<CollectionId> collection) {
    if (ref.isPresent()) {
      if (!commit.hasRefBinding()) {
        if (collection.isPresent()) {
          return Optional.of(
              "Expected commit metadata to have ref binding information, found none");
        }
        return Optional.empty();
      }
      String wanted = ref.get().toString();
      List<String> bound = commit.refBindings();
      if (!bound.contains(wanted)) {
        return Optional.of(
            "Commit has no requested ref ‘%s’ in ref binding metadata (%s)"
                .formatted(wanted, quoted(bound)));
      }
    }
    if (collection.isEmpty()) {
      return Optional.empty();
    }
    String wanted = collection.get().toString();
    Optional<String> boundCollection = commit.collectionBinding();
    if (boundCollection.isEmpty()) {
      return Optional.of(
          "Expected commit metadata to have collection ID binding information, found none");
    }
    if (!boundCollection.get().equals(wanted)) {
      return Optional.of(
          ("Commit has collection ID ‘%s’ in collection binding metadata, while the remote it came"
                  + " from has collection ID ‘%s’")
              .formatted(boundCollection.get(), wanted));
    }
    return Optional.empty();
  }

  private static String quoted(List<String> refs) {
    var text = new StringBuilder();
    for (String ref : refs) {
      text.append(text.isEmpty() ? "" : ", ").append('‘').append(ref).append('’');
    }
    return text.toString();
  }
}
