// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A public key with all that belongs to it, unchecked.
///
/// ```text
///   key   signatures on it
///   user  signatures on that      …
///   subkey  signatures on that    …
/// ```
final class KeyBlock {
  /// A user or a subkey and the signatures on it.
  ///
  /// @param packet the user or the subkey
  /// @param signatures in the order of the file; may be added to
  record Part(Packet packet, List<Packet> signatures) {
    static Part of(Packet packet) {
      return new Part(packet, new ArrayList<>());
    }

    /// Whether something was new.
    boolean merge(Part other) {
      int before = signatures.size();
      Set<ByteBuffer> known = new HashSet<>();
      signatures.forEach(signature -> known.add(signature.view()));
      for (Packet signature : other.signatures) {
        if (known.add(signature.view())) {
          signatures.add(signature);
        }
      }
      return signatures.size() > before;
    }

    private void writeTo(ByteArrayOutputStream out) {
      out.writeBytes(packet.bytes());
      for (Packet signature : signatures) {
        out.writeBytes(signature.bytes());
      }
    }
  }

  private final KeyPacket key;
  private final Part primary;
  private final List<Part> users = new ArrayList<>();
  private final List<Part> subkeys = new ArrayList<>();

  KeyBlock(Packet packet) {
    this.key = KeyPacket.of(packet);
    this.primary = Part.of(packet);
  }

  KeyPacket key() {
    return key;
  }

  Part primary() {
    return primary;
  }

  List<Part> users() {
    return users;
  }

  List<Part> subkeys() {
    return subkeys;
  }

  /// Takes over what another copy of the same key has more; whether there was something.
  boolean merge(KeyBlock other) {
    boolean changed = primary.merge(other.primary);
    changed |= merge(users, other.users);
    changed |= merge(subkeys, other.subkeys);
    return changed;
  }

  private static boolean merge(List<Part> parts, List<Part> others) {
    Map<ByteBuffer, Part> known = new HashMap<>();
    parts.forEach(part -> known.put(part.packet().view(), part));
    boolean changed = false;
    for (Part other : others) {
      Part same = known.get(other.packet().view());
      if (same == null) {
        same = Part.of(other.packet());
        known.put(other.packet().view(), same);
        parts.add(same);
        changed = true;
      }
      changed |= same.merge(other);
    }
    return changed;
  }

  /// A copy without these users and subkeys.
  KeyBlock without(List<Packet> dropped) {
    var copy = new KeyBlock(key.packet());
    copy.primary.signatures.addAll(primary.signatures);
    copy.users.addAll(users.stream().filter(part -> !dropped.contains(part.packet())).toList());
    copy.subkeys.addAll(subkeys.stream().filter(part -> !dropped.contains(part.packet())).toList());
    return copy;
  }

  void writeTo(ByteArrayOutputStream out) {
    primary.writeTo(out);
    users.forEach(part -> part.writeTo(out));
    subkeys.forEach(part -> part.writeTo(out));
  }
}
