// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sorts the packets of a key ring into keys.
///
/// Packets that mean nothing here (trust of the local user, pictures, what later versions add) are
/// left out, and so are keys of other versions with all that follows them. Of secret keys the
/// public half is taken.
final class KeyBlockReader {
  private final List<KeyBlock> blocks = new ArrayList<>();
  private @Nullable KeyBlock block;

  // Where signatures belong that come next; null while what they are on is left out.
  private KeyBlock.@Nullable Part part;

  private KeyBlockReader() {}

  /// All keys of a key ring.
  ///
  /// @throws OpenPgpException.Malformed when a packet is broken
  static List<KeyBlock> readAll(OpenPgpKeyring keyring) throws OpenPgpException.Malformed {
    var reader = new KeyBlockReader();
    reader.read(keyring);
    return reader.blocks;
  }

  /// The keys of a key ring up to the first broken packet.
  static List<KeyBlock> readSound(OpenPgpKeyring keyring) {
    var reader = new KeyBlockReader();
    try {
      reader.read(keyring);
    } catch (OpenPgpException.Malformed rest) {
      // GnuPG, too, goes on with what it has: fewer keys mean less trust, never more.
      return reader.blocks;
    }
    return reader.blocks;
  }

  private void read(OpenPgpKeyring keyring) throws OpenPgpException.Malformed {
    byte[] bytes =
        Keybox.isOne(keyring.bytes())
            ? Keybox.packets(keyring.bytes())
            : Armor.strip(keyring.source(), keyring.bytes());
    var packets = new PacketReader(keyring.source(), bytes);
    for (Optional<Packet> next = packets.next(); next.isPresent(); next = packets.next()) {
      add(next.get());
    }
  }

  private void add(Packet packet) {
    switch (packet.tag()) {
      case Packet.PUBLIC_KEY -> startKey(packet);
      case Packet.SECRET_KEY -> startKey(publicHalf(packet));
      case Packet.PUBLIC_SUBKEY -> addSubkey(packet);
      case Packet.SECRET_SUBKEY -> addSubkey(publicHalf(packet));
      case Packet.USER_ID -> addUser(packet);
      case Packet.SIGNATURE -> {
        if (part != null) {
          part.signatures().add(packet);
        }
      }
      case Packet.TRUST -> {
        // Stands behind anything and changes nothing.
      }
      default -> part = null;
    }
  }

  private static @Nullable Packet publicHalf(Packet secret) {
    try {
      return KeyPacket.publicHalf(secret);
    } catch (IOException broken) {
      return null;
    }
  }

  private void startKey(@Nullable Packet packet) {
    if (packet == null || !KeyPacket.isUsable(packet)) {
      block = null;
      part = null;
      return;
    }
    block = new KeyBlock(packet);
    part = block.primary();
    blocks.add(block);
  }

  private void addSubkey(@Nullable Packet packet) {
    part = null;
    if (block != null && packet != null && KeyPacket.isUsable(packet)) {
      part = KeyBlock.Part.of(packet);
      block.subkeys().add(part);
    }
  }

  private void addUser(Packet packet) {
    part = null;
    if (block != null) {
      part = KeyBlock.Part.of(packet);
      block.users().add(part);
    }
  }
}
