// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.CollectionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a repository is made.
///
/// @since 0.1
public final class CreateOptions {
  private static final CreateOptions DEFAULTS = new CreateOptions(null);

  private final @Nullable CollectionId collection;

  private CreateOptions(@Nullable CollectionId collection) {
    this.collection = collection;
  }

  /// Without a collection.
  public static CreateOptions defaults() {
    return DEFAULTS;
  }

  /// With refs that belong to this collection; default: to none.
  public CreateOptions withCollection(CollectionId id) {
    return new CreateOptions(id);
  }

  Optional<CollectionId> collection() {
    return Optional.ofNullable(collection);
  }
}
