// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;

/// What is said about a commit from outside, above all who signed it: a plain dictionary, whose
/// serialised form is `a{sv}`. An empty file is an empty dictionary.
///
/// @since 0.1
public final class DetachedMetadata {
  /// Binary OpenPGP detached signatures of the commit's bytes; `aay`.
  public static final String GPG_SIGNATURES = "ostree.gpgsigs";

  /// Raw ed25519 signatures of the commit's bytes, 64 bytes each; `aay`.
  public static final String ED25519_SIGNATURES = "ostree.sign.ed25519";

  /// Raw signatures of the commit's bytes by an SPKI key; `aay`.
  public static final String SPKI_SIGNATURES = "ostree.sign.spki";

  private DetachedMetadata() {}

  /// Reads the serialised form.
  ///
  /// @throws ObjectFormatException when it is not in normal form or too large
  public static VariantDict parse(byte[] bytes) throws ObjectFormatException {
    return VariantDict.of(dictionary(bytes));
  }

  /// The serialised form; empty for an empty dictionary.
  public static byte[] serialise(VariantDict metadata) {
    return metadata.isEmpty() ? new byte[0] : metadata.toVariant().bytes();
  }

  static Variant dictionary(byte[] bytes) throws ObjectFormatException {
    MetadataLimits.checkSize(bytes.length);
    var stored = Variant.of(VariantType.DICT, bytes.clone());
    if (!stored.isNormal()) {
      throw ObjectFormatException.notNormal();
    }
    return stored;
  }
}
