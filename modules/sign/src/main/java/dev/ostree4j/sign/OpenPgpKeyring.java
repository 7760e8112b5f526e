// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

/// The content of a file of OpenPGP public keys, binary or in ASCII armour. Immutable.
///
/// Nothing is parsed before the keys are needed. What no program could read ends the keys of this
/// file and does not touch those of others.
///
/// @since 0.1
public final class OpenPgpKeyring {
  /// The longest file: some 30,000 usual keys, far more than any vendor trusts.
  public static final int MAX_BYTES = 64 << 20;

  private final String source;
  private final byte[] bytes;

  private OpenPgpKeyring(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /// The keys in these bytes.
  ///
  /// @param source where they come from, as messages show it
  /// @param bytes what is in the file; the caller must not change it any more
  /// @throws OpenPgpException.Malformed when it is longer than [#MAX_BYTES]
  public static OpenPgpKeyring of(String source, byte[] bytes) throws OpenPgpException {
    if (bytes.length > MAX_BYTES) {
      throw new OpenPgpException.Malformed(
          source
              + ": a key ring of "
              + bytes.length
              + " bytes; at most "
              + MAX_BYTES
              + " are read");
    }
    return new OpenPgpKeyring(source, bytes);
  }

  /// Where it comes from.
  public String source() {
    return source;
  }

  /// What is in the file. The caller must not change it.
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return source + " (" + bytes.length + " bytes)";
  }
}
