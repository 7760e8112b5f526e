// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ChecksumProperties {
  @Property
  void eachFormRoundTrips(@ForAll @Size(32) byte[] raw) {
    var checksum = Checksum.of(raw);
    assertArrayEquals(raw, checksum.bytes());
    assertEquals(HexFormat.of().formatHex(raw), checksum.hex());
    assertEquals(checksum, Checksum.parse(checksum.hex()));
    assertEquals(checksum, Checksum.parseBase64(checksum.base64()));
  }

  @Property
  void theOrderIsThatOfBytesAndOfDigits(@ForAll @Size(32) byte[] a, @ForAll @Size(32) byte[] b) {
    int order = Integer.signum(Checksum.of(a).compareTo(Checksum.of(b)));
    assertEquals(Integer.signum(Arrays.compareUnsigned(a, b)), order);
    assertEquals(Integer.signum(Checksum.of(a).hex().compareTo(Checksum.of(b).hex())), order);
  }

  @Property
  void textsThatAreFoundRoundTrip(
      @ForAll @CharRange(from = '+', to = 'z') @StringLength(43) String text) {
    Checksum.findBase64(text).ifPresent(found -> assertEquals(text, found.base64()));
    Checksum.find(text).ifPresent(found -> assertEquals(text, found.hex()));
  }

  @Property
  void anyTextIsAnsweredWithoutAnException(@ForAll String text) {
    Checksum.find(text).ifPresent(found -> assertEquals(text, found.hex()));
    Checksum.findBase64(text).ifPresent(found -> assertEquals(text, found.base64()));
  }
}
