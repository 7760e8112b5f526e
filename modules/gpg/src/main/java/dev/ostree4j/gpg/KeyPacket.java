// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/// A public key or subkey of version 4: `04 created (4) algorithm numbers`.
///
/// @param packet it and its header
/// @param fingerprint the SHA-1 of its body behind `99 length (2)`, in upper-case hexadecimal
/// @param keyId the last 8 bytes of that
record KeyPacket(Packet packet, String fingerprint, long keyId) {
  static final int VERSION = 4;

  private static final int HASH_MARK = 0x99;
  private static final int LONGEST = 0xFFFF;
  private static final int SHORTEST = 6;

  /// Whether this is a key that can be used here; GnuPG does not use other versions, either.
  static boolean isUsable(Packet packet) {
    return packet.version() == VERSION
        && packet.bodyLength() >= SHORTEST
        && packet.bodyLength() <= LONGEST;
  }

  static KeyPacket of(Packet packet) {
    int length = packet.bodyLength();
    MessageDigest digest = Sha1.digest();
    digest.update(new byte[] {(byte) HASH_MARK, (byte) (length >> 8), (byte) length});
    digest.update(packet.source(), packet.bodyStart(), length);
    byte[] hash = digest.digest();
    String fingerprint = HexFormat.of().withUpperCase().formatHex(hash);
    return new KeyPacket(
        packet, fingerprint, Subpackets.number(Arrays.copyOfRange(hash, 12, hash.length)));
  }

  /// The public half of a secret key, as a packet of a public one.
  ///
  /// @throws IOException when it cannot be read
  static Packet publicHalf(Packet secret) throws IOException {
    int tag = secret.tag() == Packet.SECRET_KEY ? Packet.PUBLIC_KEY : Packet.PUBLIC_SUBKEY;
    try (var in = new BCPGInputStream(new ByteArrayInputStream(secret.bytes()))) {
      PublicKeyPacket half = ((SecretKeyPacket) in.readPacket()).getPublicKeyPacket();
      return Packet.of(tag, half.getEncodedContents());
    } catch (RuntimeException e) {
      // The library answers broken bytes with whatever comes first.
      throw new IOException("a secret key that cannot be read", e);
    }
  }

  int algorithm() {
    return packet.source()[packet.bodyStart() + 5] & 0xFF;
  }

  long createdSeconds() {
    int at = packet.bodyStart() + 1;
    return Subpackets.number(Arrays.copyOfRange(packet.source(), at, at + 4));
  }

  /// The key as the library for the mathematics wants it.
  ///
  /// @throws PGPException when it cannot be read
  PGPPublicKey open() throws PGPException {
    try (var in = new BCPGInputStream(new ByteArrayInputStream(packet.bytes()))) {
      return new PGPPublicKey((PublicKeyPacket) in.readPacket(), new BcKeyFingerprintCalculator());
    } catch (IOException | RuntimeException e) {
      throw new PGPException("a key that cannot be read", e);
    }
  }
}
