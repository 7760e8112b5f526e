// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.object.ObjectFormatException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedMetadataTest {
  private static final String KEY = DetachedMetadata.ED25519_SIGNATURES;

  private static Variant gpgSignature() {
    return Variant.array(VariantType.BYTES, List.of(Variant.bytes(new byte[] {1, 2, 3})));
  }

  @Test
  void aSignatureHasTheBytesWhichTheReferenceWrites() {
    byte[] bytes = SignedMetadata.empty().with(KEY, new byte[64]).bytes();
    String expected =
        HexFormat.of().formatHex("ostree.sign.ed25519\0\0\0\0\0".getBytes(US_ASCII))
            + "00".repeat(64)
            + "40"
            + "00"
            + HexFormat.of().formatHex("aay".getBytes(US_ASCII))
            + "14"
            + "5e";
    assertEquals(expected, HexFormat.of().formatHex(bytes));
  }

  @Test
  void signaturesAreAppendedInOrder() throws ObjectFormatException {
    SignedMetadata signed =
        SignedMetadata.empty().with(KEY, new byte[] {1}).with(KEY, new byte[] {2, 3});
    List<byte[]> read = SignedMetadata.parse(signed.bytes()).signatures(KEY);
    assertEquals(2, read.size());
    assertArrayEquals(new byte[] {1}, read.get(0));
    assertArrayEquals(new byte[] {2, 3}, read.get(1));
  }

  @Test
  void otherKeysAndTheirOrderStay() {
    VariantDict before =
        VariantDict.empty()
            .put("z", "first")
            .put(DetachedMetadata.GPG_SIGNATURES, gpgSignature())
            .put("a", "last");
    VariantDict after = SignedMetadata.of(before).with(KEY, new byte[64]).toDict();
    assertEquals(
        List.of("z", DetachedMetadata.GPG_SIGNATURES, "a", KEY), new ArrayList<>(after.keys()));
    assertEquals(before.find("z"), after.find("z"));
    assertEquals(
        before.find(DetachedMetadata.GPG_SIGNATURES), after.find(DetachedMetadata.GPG_SIGNATURES));
  }

  @Test
  void theDictionaryItWasMadeOfDoesNotChange() {
    VariantDict mine = VariantDict.empty();
    SignedMetadata signed = SignedMetadata.of(mine);
    signed.with(KEY, new byte[1]);
    signed.toDict().put("x", "y");
    mine.put("later", "z");
    assertTrue(signed.isEmpty());
  }

  @Test
  void aValueOfAnotherTypeIsNoSignature() {
    SignedMetadata odd = SignedMetadata.of(VariantDict.empty().put(KEY, "text"));
    assertEquals(List.of(), odd.signatures(KEY));
    assertEquals(1, odd.with(KEY, new byte[64]).signatures(KEY).size());
  }

  @Test
  void withoutSignaturesTheKeyGoes() {
    SignedMetadata signed = SignedMetadata.empty().with(KEY, new byte[64]);
    assertTrue(signed.withOnly(KEY, List.of()).isEmpty());
    assertEquals(0, signed.withOnly(KEY, List.of()).bytes().length);
  }

  @Test
  void bytesThatAreNotInNormalFormAreRefused() {
    byte[] bytes = SignedMetadata.empty().with(KEY, new byte[64]).bytes();
    for (int i = bytes.length - 7; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) 0x81;
      assertThrows(ObjectFormatException.class, () -> SignedMetadata.parse(damaged));
    }
  }
}
