// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpKeyring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of several key rings by name. A key that is in several of them is one, with all that
/// any of them knows of it: a revocation in one of them is enough.
///
/// Names cost a hash for each key; only keys that are asked for are judged.
final class KeyRings {
  private final Map<String, KeyBlock> byFingerprint = new LinkedHashMap<>();
  private final Map<Long, List<KeyBlock>> byKeyId = new HashMap<>();
  private final Map<KeyBlock, Certificate> judged = new HashMap<>();
  private final long nowSeconds;

  KeyRings(Instant now) {
    this.nowSeconds = now.getEpochSecond();
  }

  /// What can be read of these key rings.
  static KeyRings of(List<OpenPgpKeyring> keyrings, Instant now) {
    var rings = new KeyRings(now);
    for (OpenPgpKeyring keyring : keyrings) {
      KeyBlockReader.readSound(keyring).forEach(rings::add);
    }
    return rings;
  }

  void add(KeyBlock block) {
    KeyBlock present = byFingerprint.putIfAbsent(block.key().fingerprint(), block);
    if (present != null) {
      present.merge(block);
    }
    KeyBlock whole = present == null ? block : present;
    name(block.key().keyId(), whole);
    for (KeyBlock.Part subkey : block.subkeys()) {
      name(KeyPacket.of(subkey.packet()).keyId(), whole);
    }
  }

  private void name(long keyId, KeyBlock block) {
    List<KeyBlock> blocks = byKeyId.computeIfAbsent(keyId, id -> new ArrayList<>(1));
    if (!blocks.contains(block)) {
      blocks.add(block);
    }
  }

  Collection<KeyBlock> blocks() {
    return byFingerprint.values();
  }

  Certificate judge(KeyBlock block) {
    Certificate known = judged.get(block);
    if (known == null) {
      known = new CertificateReader(block, this, nowSeconds).read();
      judged.put(block, known);
    }
    return known;
  }

  /// The primary key of this fingerprint.
  Optional<KeyPacket> primaryKey(String fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint)).map(KeyBlock::key);
  }

  /// The key that a signature says it was made by. Where several claim the same subkey, the one
  /// counts which the subkey itself names.
  Optional<Certificate> find(SignatureFacts facts) {
    Optional<Certificate> found = Optional.empty();
    for (KeyBlock block : byKeyId.getOrDefault(facts.keyId(), List.of())) {
      Certificate certificate = judge(block);
      KeyState key = certificate.find(facts.keyId()).orElseThrow();
      boolean isNamed = key.key().fingerprint().endsWith(facts.issuer());
      if (isNamed && key.isValid() && key.isCrossSigned()) {
        return Optional.of(certificate);
      }
      found = isNamed && found.isEmpty() ? Optional.of(certificate) : found;
    }
    return found;
  }

  /// The keys whose fingerprint, or that of a subkey, ends so.
  List<KeyBlock> endingWith(String digits) {
    List<KeyBlock> found = new ArrayList<>();
    for (KeyBlock block : blocks()) {
      boolean matches = block.key().fingerprint().endsWith(digits);
      for (KeyBlock.Part subkey : block.subkeys()) {
        matches |= KeyPacket.of(subkey.packet()).fingerprint().endsWith(digits);
      }
      if (matches) {
        found.add(block);
      }
    }
    return found;
  }

  long nowSeconds() {
    return nowSeconds;
  }
}
