// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.util.Optional;

/// A user of a key, judged.
///
/// @param packet the user
/// @param self what the owner said of it last; nothing when that is missing or wrong
record UserState(Packet packet, Optional<SignatureFacts> self) {
  boolean isValid() {
    return self.isPresent();
  }

  boolean isRevoked() {
    return self.isPresent() && self.get().type() == SignatureFacts.USER_REVOCATION;
  }

  /// Whether the owner stands by it.
  boolean isActive() {
    return isValid() && !isRevoked();
  }

  boolean isPrimary() {
    return isActive() && self.get().isPrimaryUser();
  }

  long createdSeconds() {
    return isActive() ? self.get().createdSeconds() : 0;
  }

  UserIdParts parts() {
    return UserIdParts.of(packet.body());
  }
}
