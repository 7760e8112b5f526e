// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import java.io.IOException;

/// Hears of places that were passed over.
///
/// @since 0.1
@FunctionalInterface
public interface DiscoveryListener {
  /// Hears nothing.
  DiscoveryListener SILENT = (place, reason) -> {};

  /// A place is not used, for this reason.
  ///
  /// @param place its address or name
  void passedOver(String place, IOException reason);
}
