// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.SignedSuperblock;
import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.sign.SignException;
import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Verdict;
import dev.ostree4j.sign.Verifier;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Signatures beside commits and around superblocks of deltas: taken apart and judged, or refused
/// with the declared exception; nothing is trusted but what the key signed, and no signature is
/// lost when another is added.
class SignedMetadataFuzzTest {
  private static final byte[] DOCUMENT = {1, 2, 3};
  private static final List<String> KEYS =
      List.of(
          DetachedMetadata.ED25519_SIGNATURES,
          DetachedMetadata.SPKI_SIGNATURES,
          DetachedMetadata.GPG_SIGNATURES,
          "ostree.sign.dummy");

  /// The public key of RFC 8032, section 7.1, test 1, whose secret is public, too.
  private static final String ED25519_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  /// The same key with what says that it is one of Ed25519 in front.
  private static final String SPKI_KEY =
      "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  /// What the key makes of the document: this kind of signature is the same each time.
  private static final byte[] SIGNATURE =
      HexFormat.of()
          .parseHex(
              "a7493d42c9061d1634b203bcb405f89c11d3492e0b340f8df1733da2e03f1b2d"
                  + "c120982b9ef793eebddd520e28fef59442478cecf9d0ee221100c6d2aacdf10f");

  @FuzzTest
  void commit(byte[] data) throws IOException {
    try {
      SignedMetadata metadata = SignedMetadata.parse(data);
      judge(DOCUMENT, metadata);
      assertEquals(metadata.isEmpty(), metadata.bytes().length == 0);
      assertSame(metadata, SignedMetadata.parse(metadata.bytes()));
      change(metadata);
    } catch (ObjectFormatException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @FuzzTest
  void superblock(byte[] data) throws IOException {
    try {
      SignedSuperblock signed = SignedSuperblock.parse(MemorySegment.ofArray(data));
      byte[] superblock = signed.superblock().toArray(ValueLayout.JAVA_BYTE);
      SignedMetadata metadata = SignedMetadata.of(signed.signatures());
      judge(superblock, metadata);
      change(metadata);
      var again = SignedSuperblock.of(superblock, metadata.toDict());
      var parsed = SignedSuperblock.parse(MemorySegment.ofArray(again.bytes()));
      assertArrayEquals(superblock, parsed.superblock().toArray(ValueLayout.JAVA_BYTE));
      assertSame(metadata, SignedMetadata.of(parsed.signatures()));
    } catch (DeltaException.Malformed e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  private static void judge(byte[] document, SignedMetadata metadata) throws IOException {
    for (Verifier verifier : verifiers()) {
      Verdict verdict = verifier.verify(document, metadata);
      assertFalse(verdict.message().isEmpty());
      List<byte[]> signatures = metadata.signatures(verifier.engine().metadataKey());
      assertEquals(signatures.isEmpty(), verdict instanceof Verdict.Unsigned);
      if (verdict instanceof Verdict.Trusted && Arrays.equals(document, DOCUMENT)) {
        assertTrue(signatures.stream().anyMatch(one -> Arrays.equals(one, SIGNATURE)));
      }
    }
  }

  private static List<Verifier> verifiers() throws SignException {
    SignatureEngines engines = SignatureEngines.standard();
    return List.of(
        Verifier.of(engines.resolve("ed25519")).withKey(ED25519_KEY),
        Verifier.of(engines.resolve("spki")).withKey(SPKI_KEY),
        Verifier.of(engines.resolve("dummy")).withKey("a word"));
  }

  private static void change(SignedMetadata metadata) throws ObjectFormatException {
    for (String key : KEYS) {
      List<byte[]> before = metadata.signatures(key);
      SignedMetadata more = SignedMetadata.parse(metadata.with(key, SIGNATURE).bytes());
      List<byte[]> after = more.signatures(key);
      assertEquals(before.size() + 1, after.size());
      for (int i = 0; i < before.size(); i++) {
        assertArrayEquals(before.get(i), after.get(i));
      }
      assertArrayEquals(SIGNATURE, after.getLast());
      for (String other : KEYS) {
        if (!other.equals(key)) {
          assertEquals(metadata.signatures(other).size(), more.signatures(other).size());
        }
      }
      assertTrue(more.withOnly(key, List.of()).signatures(key).isEmpty());
    }
  }

  private static void assertSame(SignedMetadata one, SignedMetadata other) {
    for (String key : KEYS) {
      List<byte[]> mine = one.signatures(key);
      List<byte[]> theirs = other.signatures(key);
      assertEquals(mine.size(), theirs.size());
      for (int i = 0; i < mine.size(); i++) {
        assertArrayEquals(mine.get(i), theirs.get(i));
      }
    }
  }
}
