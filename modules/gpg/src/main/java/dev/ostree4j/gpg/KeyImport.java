// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpImport;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Adds keys to a key ring.
///
/// A new key comes in when its owner stands by at least one of its users; users and subkeys that
/// the owner does not stand by stay outside, as GnuPG does it. Of a key that is there already only
/// news are taken over: a signature on it, a user, a subkey.
final class KeyImport {
  private static final int SHORTEST_ID = 8;

  private final KeyRings target;
  private final KeyRings source;
  private int imported;

  KeyImport(OpenPgpKeyring target, List<OpenPgpKeyring> sources, Instant now)
      throws OpenPgpException.Malformed {
    this.target = KeyRings.of(List.of(target), now);
    this.source = new KeyRings(now);
    for (OpenPgpKeyring keyring : sources) {
      List<KeyBlock> blocks = KeyBlockReader.readAll(keyring);
      if (blocks.isEmpty()) {
        throw new OpenPgpException.Malformed(
            "GPG: Unable to export keys: no public key in " + keyring.source());
      }
      blocks.forEach(this.source::add);
    }
  }

  /// Adds these keys, or all.
  OpenPgpImport run(String name, List<String> keyIds) throws OpenPgpException {
    for (KeyBlock block : choose(keyIds)) {
      add(block);
    }
    var bytes = new ByteArrayOutputStream();
    for (KeyBlock block : target.blocks()) {
      block.writeTo(bytes);
    }
    return new OpenPgpImport(OpenPgpKeyring.of(name, bytes.toByteArray()), imported);
  }

  private Set<KeyBlock> choose(List<String> keyIds) throws OpenPgpException {
    if (keyIds.isEmpty()) {
      return new LinkedHashSet<>(source.blocks());
    }
    Set<KeyBlock> chosen = new LinkedHashSet<>();
    for (String keyId : keyIds) {
      List<KeyBlock> found = find(keyId);
      if (found.isEmpty()) {
        throw new OpenPgpException.KeyNotFound(
            keyId, "GPG: Unable to find key \"" + keyId + "\" in the given key rings");
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  /// By the end of a fingerprint, or by the address of a user.
  private List<KeyBlock> find(String keyId) {
    if (keyId.indexOf('@') > 0) {
      String address = keyId.replaceAll("[<>]", "");
      return source.blocks().stream().filter(block -> isOf(block, address)).toList();
    }
    String digits = keyId.toUpperCase(Locale.ROOT);
    digits = digits.startsWith("0X") ? digits.substring(2) : digits;
    boolean isId = digits.length() >= SHORTEST_ID && digits.matches("[0-9A-F]*");
    return isId ? source.endingWith(digits) : List.of();
  }

  private static boolean isOf(KeyBlock block, String address) {
    return block.users().stream()
        .anyMatch(user -> UserIdParts.of(user.packet().body()).email().equalsIgnoreCase(address));
  }

  private void add(KeyBlock block) {
    KeyBlock sound = sound(block);
    boolean isNew = target.primaryKey(block.key().fingerprint()).isEmpty();
    if (isNew && sound.users().isEmpty()) {
      return;
    }
    target.add(sound);
    imported += isNew ? 1 : 0;
  }

  /// The key without the users and subkeys that its owner does not stand by.
  private KeyBlock sound(KeyBlock block) {
    Certificate certificate = source.judge(block);
    List<Packet> dropped = new ArrayList<>();
    for (UserState user : certificate.users()) {
      if (!user.isValid()) {
        dropped.add(user.packet());
      }
    }
    for (KeyState subkey : certificate.subkeys()) {
      if (!subkey.isValid()) {
        dropped.add(subkey.key().packet());
      }
    }
    return block.without(dropped);
  }
}
