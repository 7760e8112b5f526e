// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.util.List;
import java.util.Optional;

/// A key with its users and subkeys, judged by the owner's own signatures as GnuPG judges.
///
/// @param primary the primary key
/// @param subkeys in the order of the key ring
/// @param users the main one first
record Certificate(KeyState primary, List<KeyState> subkeys, List<UserState> users) {
  /// The key or subkey of this short name.
  Optional<KeyState> find(long keyId) {
    if (primary.key().keyId() == keyId) {
      return Optional.of(primary);
    }
    return subkeys.stream().filter(one -> one.key().keyId() == keyId).findFirst();
  }

  /// The user by whom people know the key.
  Optional<UserIdParts> mainUser() {
    return users.isEmpty() ? Optional.empty() : Optional.of(users.getFirst().parts());
  }
}
