// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariantDictTest {
  @Test
  void keepsTheOrderOfFirstPutting() throws VariantParseException {
    VariantDict dict = VariantDict.empty().put("b", "1").put("a", "2").put("b", Variant.uint32(3));
    assertEquals(List.of("b", "a"), List.copyOf(dict.keys()));
    assertEquals(Variant.parse("{'b': <uint32 3>, 'a': <'2'>}"), dict.toVariant());
  }

  /// The order is that of `g_variant_dict_end` of GLib 2.74.
  @Test
  void canBeOrderedAsGlibDoes() {
    VariantDict dict = VariantDict.empty();
    for (int i = 1; i <= 12; i++) {
      dict.put("k" + i, "v");
    }
    dict.put("ostree.ref-binding", "").put("ostree.bootable", "").put("ostree.linux", "6.1");
    assertEquals(
        "k6 k10 k5 ostree.bootable k4 k3 k9 k2 k8 k1 k7 k11 ostree.linux ostree.ref-binding k12",
        String.join(" ", dict.orderAsGlib().keys()));
    assertEquals(Optional.of(Variant.string("6.1")), dict.find("ostree.linux"));
  }

  @Test
  void isReadBack() {
    VariantDict dict = VariantDict.empty().put("version", "1").put("n", Variant.int64(-1));
    VariantDict again = VariantDict.of(dict.toVariant());
    assertEquals(Optional.of(Variant.string("1")), again.find("version"));
    assertEquals(dict.toVariant(), again.toVariant());
  }

  @Test
  void emptyIsNoBytes() {
    assertTrue(VariantDict.empty().isEmpty());
    assertEquals(0, VariantDict.empty().toVariant().sizeBytes());
  }

  @Test
  void removesAndFindsByType() {
    VariantDict dict = VariantDict.empty().put("a", "x").put("b", "y").remove("a");
    assertEquals(Optional.empty(), dict.find("a"));
    assertEquals(Optional.empty(), dict.find("b", VariantType.UINT32));
    assertEquals(Optional.of(Variant.string("y")), dict.find("b", VariantType.STRING));
  }

  @Test
  void ofSeveralEqualKeysTheFirstCounts() throws VariantParseException {
    Variant twice = Variant.parse("{'a': <1>, 'a': <2>}");
    assertEquals(Optional.of(Variant.int32(1)), VariantDict.of(twice).find("a"));
    assertEquals(Optional.of(Variant.int32(1)), twice.find("a"));
  }

  @Test
  void refusesOtherTypes() {
    Variant other = Variant.strings(List.of());
    assertThrows(IllegalArgumentException.class, () -> VariantDict.of(other));
  }
}
