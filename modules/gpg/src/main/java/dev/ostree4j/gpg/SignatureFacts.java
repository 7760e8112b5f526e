// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What a signature says of itself, before anybody has checked it.
///
/// ```text
///   version 4   04 type key-algorithm hash-algorithm
///               length (2) hashed subpackets   length (2) other subpackets   hash bits (2) numbers
///   version 3   03 05 type time (4) key ID (8) key-algorithm hash-algorithm  hash bits (2) numbers
/// ```
///
/// Only the hashed part is protected by the signature; of the other one, nothing is taken but where
/// to look for the key and the signature of a subkey, which both prove themselves.
final class SignatureFacts {
  static final int BINARY = 0x00;
  static final int TEXT = 0x01;
  static final int USER_LOWEST = 0x10;
  static final int USER_HIGHEST = 0x13;
  static final int SUBKEY = 0x18;
  static final int BACK = 0x19;
  static final int DIRECT = 0x1F;
  static final int KEY_REVOCATION = 0x20;
  static final int SUBKEY_REVOCATION = 0x28;
  static final int USER_REVOCATION = 0x30;

  private static final int FINGERPRINT_BYTES = 20;
  private static final int VERSION_4_KEY = 4;

  private final Packet packet;
  private final int version;
  private final int type;
  private final int keyAlgorithm;
  private final int hashAlgorithm;
  private final long createdSeconds;
  private final long keyId;
  private final Subpackets hashed;
  private final Subpackets unhashed;

  /// Reads a signature.
  ///
  /// @throws IllegalArgumentException when it is broken or of a version that nobody writes
  SignatureFacts(Packet packet) {
    this.packet = packet;
    byte[] body = packet.body();
    try {
      version = body[0];
      if (version == 3) {
        type = body[2] & 0xFF;
        keyAlgorithm = body[15] & 0xFF;
        hashAlgorithm = body[16] & 0xFF;
        hashed = new Subpackets(new byte[0]);
        unhashed = hashed;
        createdSeconds = Subpackets.number(Arrays.copyOfRange(body, 3, 7));
        keyId = Subpackets.number(Arrays.copyOfRange(body, 7, 15));
      } else if (version == 4) {
        type = body[1] & 0xFF;
        keyAlgorithm = body[2] & 0xFF;
        hashAlgorithm = body[3] & 0xFF;
        byte[] first = area(body, 4);
        hashed = new Subpackets(first);
        unhashed = new Subpackets(area(body, 6 + first.length));
        createdSeconds = hashed.seconds(Subpackets.CREATED);
        keyId = findKeyId();
      } else {
        throw new IllegalArgumentException("a signature of version " + version);
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a signature which ends too early", e);
    }
  }

  private static byte[] area(byte[] body, int at) {
    int length = (body[at] & 0xFF) << 8 | body[at + 1] & 0xFF;
    if (length > body.length - at - 2) {
      throw new IllegalArgumentException("a signature which ends too early");
    }
    return Arrays.copyOfRange(body, at + 2, at + 2 + length);
  }

  private long findKeyId() {
    String fingerprint = issuerFingerprint();
    if (!fingerprint.isEmpty()) {
      return Long.parseUnsignedLong(fingerprint.substring(24), 16);
    }
    byte[] id = hashed.first(Subpackets.ISSUER, Long.BYTES);
    return Subpackets.number(id.length > 0 ? id : unhashed.first(Subpackets.ISSUER, Long.BYTES));
  }

  /// The fingerprint of the key that it names, in upper-case hexadecimal; empty when it names none.
  String issuerFingerprint() {
    byte[] value = hashed.first(Subpackets.ISSUER_FINGERPRINT, FINGERPRINT_BYTES + 1);
    if (value.length == 0 || value[0] != VERSION_4_KEY) {
      return "";
    }
    return hex(value, 1);
  }

  private static String hex(byte[] bytes, int from) {
    return HexFormat.of().withUpperCase().formatHex(bytes, from, bytes.length);
  }

  /// The fingerprint, or the short name of the key when there is none.
  String issuer() {
    String fingerprint = issuerFingerprint();
    return fingerprint.isEmpty() ? shortIssuer() : fingerprint;
  }

  String shortIssuer() {
    return HexFormat.of().toHexDigits(keyId).toUpperCase(Locale.ROOT);
  }

  Packet packet() {
    return packet;
  }

  int type() {
    return type;
  }

  int keyAlgorithm() {
    return keyAlgorithm;
  }

  int hashAlgorithm() {
    return hashAlgorithm;
  }

  long createdSeconds() {
    return createdSeconds;
  }

  long keyId() {
    return keyId;
  }

  /// When it ends, since 1970; zero for never.
  long expiresSeconds() {
    return end(hashed.seconds(Subpackets.EXPIRES_AFTER));
  }

  private long end(long seconds) {
    return seconds == 0 ? 0 : createdSeconds + seconds;
  }

  boolean isExpired(long nowSeconds) {
    return expiresSeconds() != 0 && expiresSeconds() <= nowSeconds;
  }

  /// How long the key that it is about lasts; zero for ever.
  long keyLifeSeconds() {
    return hashed.seconds(Subpackets.KEY_EXPIRES_AFTER);
  }

  /// What the key that it is about may be used for; -1 when it does not say.
  int keyFlags() {
    List<byte[]> flags = hashed.all(Subpackets.KEY_FLAGS);
    if (flags.isEmpty()) {
      return -1;
    }
    return flags.getFirst().length == 0 ? 0 : flags.getFirst()[0] & 0xFF;
  }

  boolean isPrimaryUser() {
    byte[] value = hashed.first(Subpackets.PRIMARY_USER, 1);
    return value.length == 1 && value[0] != 0;
  }

  /// Whether nothing in it is both critical and unknown.
  boolean isUnderstood() {
    return hashed.isUnderstood();
  }

  /// The signatures inside of it, by which a subkey says that it belongs to the key.
  List<Packet> embedded() {
    List<byte[]> bodies = hashed.all(Subpackets.EMBEDDED);
    bodies.addAll(unhashed.all(Subpackets.EMBEDDED));
    return bodies.stream().map(body -> Packet.of(Packet.SIGNATURE, body)).toList();
  }

  /// The fingerprints of the keys that may take back the key that it is about.
  List<String> revokers() {
    return hashed.all(Subpackets.REVOKER).stream()
        .filter(value -> value.length == FINGERPRINT_BYTES + 2 && (value[0] & 0x80) != 0)
        .map(value -> hex(value, 2))
        .toList();
  }

  boolean isAboutUser() {
    return type >= USER_LOWEST && type <= USER_HIGHEST;
  }
}
