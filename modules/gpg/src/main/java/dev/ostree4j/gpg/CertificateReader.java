// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges a key: whom it belongs to, until when, for what, and whether it was taken back.
///
/// What counts of several self-signatures is the newest good one. A revocation counts whatever its
/// date. The end and the purpose of the primary key are those of a direct signature on it, else
/// those that were said together with the newest user that has them.
final class CertificateReader {
  private final KeyBlock block;
  private final KeyPacket key;
  private final KeyRings rings;
  private final long nowSeconds;
  private final SelfSignatures.Budget budget = new SelfSignatures.Budget();

  CertificateReader(KeyBlock block, KeyRings rings, long nowSeconds) {
    this.block = block;
    this.key = block.key();
    this.rings = rings;
    this.nowSeconds = nowSeconds;
  }

  Certificate read() {
    List<UserState> users = new ArrayList<>();
    for (KeyBlock.Part part : block.users()) {
      users.add(user(part));
    }
    moveMainToFront(users);
    KeyState primary = primary(users);
    List<KeyState> subkeys = new ArrayList<>();
    for (KeyBlock.Part part : block.subkeys()) {
      subkeys.add(subkey(part, primary));
    }
    return new Certificate(primary, subkeys, users);
  }

  // Users.

  private UserState user(KeyBlock.Part part) {
    var self =
        new SelfSignatures(
            part.signatures(),
            key,
            nowSeconds,
            budget,
            facts -> Mathematics.isOverUser(facts, key, part.packet()));
    return new UserState(part.packet(), self.newest(CertificateReader::isAboutUser));
  }

  private static boolean isAboutUser(int type) {
    return type == SignatureFacts.USER_REVOCATION
        || type >= SignatureFacts.USER_LOWEST && type <= SignatureFacts.USER_HIGHEST;
  }

  /// The main user is the newest of those that are marked, else the newest of all; the longer name
  /// among those of the same second.
  private static void moveMainToFront(List<UserState> users) {
    Comparator<UserState> order =
        Comparator.comparing(UserState::isPrimary)
            .thenComparingLong(UserState::createdSeconds)
            .thenComparingInt(user -> user.packet().bodyLength())
            .thenComparing(user -> user.packet().body(), Arrays::compareUnsigned);
    Optional<UserState> main = users.stream().filter(UserState::isActive).max(order);
    if (main.isPresent()) {
      users.remove(main.get());
      users.addFirst(main.get());
    }
  }

  // The primary key.

  private KeyState primary(List<UserState> users) {
    var self =
        new SelfSignatures(
            block.primary().signatures(),
            key,
            nowSeconds,
            budget,
            facts -> Mathematics.isOverKey(facts, key, key));
    Optional<SignatureFacts> direct = self.newest(type -> type == SignatureFacts.DIRECT);
    long end = KeyState.end(key, lifeSeconds(direct, users));
    return new KeyState(
        key,
        end,
        KeyState.isPast(end, nowSeconds),
        isRevoked(self, direct),
        users.stream().anyMatch(UserState::isValid) && key.createdSeconds() <= nowSeconds,
        KeyState.maySign(key, flags(direct, users)),
        true);
  }

  private static long lifeSeconds(Optional<SignatureFacts> direct, List<UserState> users) {
    if (direct.isPresent() && direct.get().keyLifeSeconds() != 0) {
      return direct.get().keyLifeSeconds();
    }
    return newestFirst(users).stream()
        .mapToLong(SignatureFacts::keyLifeSeconds)
        .filter(life -> life != 0)
        .findFirst()
        .orElse(0);
  }

  private static int flags(Optional<SignatureFacts> direct, List<UserState> users) {
    if (direct.isPresent() && direct.get().keyFlags() >= 0) {
      return direct.get().keyFlags();
    }
    return newestFirst(users).stream()
        .mapToInt(SignatureFacts::keyFlags)
        .filter(flags -> flags >= 0)
        .findFirst()
        .orElse(-1);
  }

  private static List<SignatureFacts> newestFirst(List<UserState> users) {
    return users.stream()
        .filter(UserState::isActive)
        .map(user -> user.self().orElseThrow())
        .sorted(Comparator.comparingLong(SignatureFacts::createdSeconds).reversed())
        .toList();
  }

  private boolean isRevoked(SelfSignatures self, Optional<SignatureFacts> direct) {
    return self.newest(type -> type == SignatureFacts.KEY_REVOCATION).isPresent()
        || direct.isPresent() && isRevokedByOthers(direct.get().revokers());
  }

  /// The owner may have named others who may take the key back.
  private boolean isRevokedByOthers(List<String> revokers) {
    for (String revoker : revokers) {
      Optional<KeyPacket> other = rings.primaryKey(revoker);
      if (other.isPresent() && isRevokedBy(other.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean isRevokedBy(KeyPacket other) {
    var theirs =
        new SelfSignatures(
            block.primary().signatures(),
            other,
            nowSeconds,
            budget,
            facts -> Mathematics.isOverKey(facts, other, key));
    return theirs.newest(type -> type == SignatureFacts.KEY_REVOCATION).isPresent();
  }

  // Subkeys.

  private KeyState subkey(KeyBlock.Part part, KeyState primary) {
    KeyPacket subkey = KeyPacket.of(part.packet());
    var self =
        new SelfSignatures(
            part.signatures(),
            key,
            nowSeconds,
            budget,
            facts -> Mathematics.isOverSubkey(facts, key, key, subkey));
    Optional<SignatureFacts> binding = self.newest(type -> type == SignatureFacts.SUBKEY);
    boolean isRevoked = self.newest(type -> type == SignatureFacts.SUBKEY_REVOCATION).isPresent();
    long end = KeyState.end(subkey, binding.map(SignatureFacts::keyLifeSeconds).orElse(0L));
    return new KeyState(
        subkey,
        end,
        KeyState.isPast(end, nowSeconds) || primary.isExpired(),
        isRevoked || primary.isRevoked(),
        binding.isPresent() && primary.isValid() && subkey.createdSeconds() <= nowSeconds,
        KeyState.maySign(subkey, binding.map(SignatureFacts::keyFlags).orElse(0)),
        binding.isPresent() && isCrossSigned(binding.get(), subkey));
  }

  /// Without the subkey's own word, anybody could bind the subkey of somebody else to a key.
  private boolean isCrossSigned(SignatureFacts binding, KeyPacket subkey) {
    var theirs =
        new SelfSignatures(
            binding.embedded(),
            subkey,
            nowSeconds,
            budget,
            facts -> Mathematics.isOverSubkey(facts, subkey, key, subkey));
    return theirs.newest(type -> type == SignatureFacts.BACK).isPresent();
  }
}
