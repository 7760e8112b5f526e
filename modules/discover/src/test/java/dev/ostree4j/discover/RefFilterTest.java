// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import org.junit.jupiter.api.Test;

class RefFilterTest {
  /// From the appendix of the paper on SipHash: the key is 0 to 15, the input 0 to 14.
  @Test
  void theHashIsSipHash24() {
    byte[] input = new byte[15];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) i;
    }
    assertEquals(
        0xa129ca6149be45e5L, SipHash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, input));
  }

  /// The first and the ninth of the published vectors, which end a word and start one.
  @Test
  void theHashOfWholeWordsIsRightToo() {
    assertEquals(
        0x726fdb47dd0e0e31L, SipHash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, new byte[0]));
    assertEquals(
        0x93f5f5799a932462L,
        SipHash.hash(
            0x0706050403020100L, 0x0f0e0d0c0b0a0908L, new byte[] {0, 1, 2, 3, 4, 5, 6, 7}));
  }

  private static CollectionRef ref(String name) {
    return new CollectionRef(new CollectionId("org.example.A"), new RefName(name));
  }

  @Test
  void whatWasAddedMayBeInIt() {
    RefFilter filter = RefFilter.empty(128, 3);
    for (int i = 0; i < 50; i++) {
      filter.add(ref("ref" + i));
    }
    for (int i = 0; i < 50; i++) {
      assertTrue(filter.mayContain(ref("ref" + i)));
    }
    int wrong = 0;
    for (int i = 50; i < 1050; i++) {
      wrong += filter.mayContain(ref("ref" + i)) ? 1 : 0;
    }
    // With 1024 bits, 150 of them set at most, about 3 in 1000 answers are wrong.
    assertTrue(wrong < 30, "wrong answers: " + wrong);
  }

  @Test
  void nothingIsInAnEmptyOne() {
    assertFalse(RefFilter.empty(1, 1).mayContain(ref("main")));
  }

  /// The bits are those of the hashes, the lowest bit of a byte first.
  @Test
  void eachHashSetsItsBit() {
    byte[] collection = {'o', 'r', 'g', '.', 'e', 'x', 'a', 'm', 'p', 'l', 'e', '.', 'A'};
    byte[] name = {'m'};
    long hash = SipHash.hash(0, 0, collection) ^ SipHash.hash(0, 0, name);
    int bit = (int) Long.remainderUnsigned(hash, 64);
    byte[] expected = new byte[8];
    expected[bit / 8] = (byte) (1 << bit % 8);
    assertArrayEquals(expected, RefFilter.empty(8, 1).add(ref("m")).bits());
  }

  @Test
  void bitsGoOutAndComeBack() {
    RefFilter filter = RefFilter.empty(16, 2).add(ref("main"));
    RefFilter copy = RefFilter.of(filter.bits(), filter.hashes());
    assertTrue(copy.mayContain(ref("main")));
    copy.bits()[0] = 77;
    assertArrayEquals(filter.bits(), copy.bits());
  }

  @Test
  void sizesAreBounded() {
    assertThrows(IllegalArgumentException.class, () -> RefFilter.empty(0, 1));
    assertThrows(IllegalArgumentException.class, () -> RefFilter.empty(1, 0));
    assertThrows(IllegalArgumentException.class, () -> RefFilter.empty(1, 256));
    assertThrows(
        IllegalArgumentException.class, () -> RefFilter.empty(RefFilter.SIZE_BYTES_MAX + 1, 1));
  }
}
