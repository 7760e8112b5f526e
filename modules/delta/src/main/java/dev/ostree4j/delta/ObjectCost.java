// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.ObjectName;
import java.util.Objects;

/// What one object takes up in a part.
///
/// @param name which object
/// @param sizeBytes of its content; for metadata that of the object
/// @param blobBytes how much of it stands in the blob as it is
/// @param copiedBytes how much of it is copied from an object that is there already
/// @param patchBytes the size of the patch, before compression, that makes all of it out of an
///     object that is there already; 0 when there is none
/// @since 0.1
public record ObjectCost(
    ObjectName name, long sizeBytes, long blobBytes, long copiedBytes, long patchBytes) {
  /// Checks the components.
  public ObjectCost {
    Objects.requireNonNull(name);
  }
}
