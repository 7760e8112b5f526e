// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.object.ObjectType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OperationTest {
  private static ByteArrayInputStream bytes(String hex) {
    return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
  }

  private static OperationReader reader(String hex) {
    return new OperationReader(bytes(hex));
  }

  /// The example which the C program wrote.
  @Test
  void aStreamOfTheReferenceProgramIsRead() throws Exception {
    OperationReader reader =
        reader("53de0100" + "6f0000c8af12" + "72de01" + "77ef2b00" + "52" + "77b3e201fe01" + "63");
    assertEquals(new Operation.SpliceMetadata(222, 0), reader.next(ObjectType.DIRTREE));
    for (Operation expected :
        List.of(
            new Operation.Open(0, 0, 301_000),
            new Operation.SetReadSource(222),
            new Operation.Write(5615, 0),
            new Operation.UnsetReadSource(),
            new Operation.Write(28_979, 254),
            new Operation.Close())) {
      assertEquals(expected, reader.next(ObjectType.FILE));
    }
    assertNull(reader.next(ObjectType.FILE));
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    long big = Long.MAX_VALUE;
    List<Operation> operations =
        List.of(
            new Operation.SpliceContent(0, 1, 127, 128),
            new Operation.Open(2, 3, big),
            new Operation.Patch(1L << 31, 1L << 62),
            new Operation.Close());
    var out = new ByteArrayOutputStream();
    for (Operation operation : operations) {
      operation.writeTo(out);
    }
    var reader = new OperationReader(new ByteArrayInputStream(out.toByteArray()));
    for (Operation operation : operations) {
      assertEquals(operation, reader.next(ObjectType.FILE));
    }
  }

  @Test
  void theTypeOfTheObjectTellsTheOperands() throws Exception {
    assertEquals(
        new Operation.SpliceContent(1, 2, 3, 4), reader("5301020304").next(ObjectType.FILE));
    assertEquals(new Operation.SpliceMetadata(1, 2), reader("530102").next(ObjectType.DIRMETA));
  }

  @Test
  void unknownOperationsAreRefused() {
    for (int code = 0; code < 256; code++) {
      if ("SowrRcB".indexOf(code) < 0) {
        OperationReader reader = reader(HexFormat.of().toHexDigits((byte) code) + "00000000");
        assertThrows(DeltaException.Malformed.class, () -> reader.next(ObjectType.FILE));
      }
    }
  }

  @Test
  void anOperationThatIsCutShortIsRefused() {
    for (String hex : List.of("53010203", "5380", "6f0000", "7701", "72", "42", "4201", "7780")) {
      OperationReader reader = reader(hex);
      assertThrows(DeltaException.Malformed.class, () -> reader.next(ObjectType.FILE), hex);
    }
  }

  @Nested
  class Numbers {
    @Test
    void areReadUpTo63Bits() throws Exception {
      assertEquals(0, Varint.read(bytes("00")));
      assertEquals(300, Varint.read(bytes("ac02")));
      assertEquals(1L << 31, Varint.read(bytes("8080808008")));
      assertEquals(Long.MAX_VALUE, Varint.read(bytes("ffffffffffffffff7f")));
    }

    @Test
    void of64BitsOrMoreAreRefused() {
      for (String hex :
          List.of(
              "80808080808080808001",
              "ffffffffffffffffff01",
              "ffffffffffffffffff02",
              "8080808080808080808001",
              "ffffffffffffffffffffffffffffffffff")) {
        assertThrows(DeltaException.Malformed.class, () -> Varint.read(bytes(hex)), hex);
      }
    }

    @Test
    void mayBeCutShort() {
      assertThrows(EOFException.class, () -> Varint.read(bytes("")));
      assertThrows(EOFException.class, () -> Varint.read(bytes("ffff")));
    }

    @Test
    void negativeOnesAreNotWritten() {
      var out = new ByteArrayOutputStream();
      assertThrows(IllegalArgumentException.class, () -> Varint.write(out, -1));
    }
  }

  @Nested
  class Layout {
    @Test
    void hasItsEndsAtTheEnd() throws Exception {
      PartLayout layout = PartLayout.ofSizes(24, 1, 100, 7);
      assertEquals(135, layout.sizeBytes());
      assertArrayEquals(new byte[] {125, 25, 24}, layout.ends());
      assertEquals(layout, PartLayout.parse(layout.ends(), 135));
      assertEquals(2, layout.modeCount());
      assertEquals(100, layout.blobBytes());
      assertEquals(7, layout.operationsBytes());
    }

    @Test
    void hasWiderEndsWhenItIsLarger() throws Exception {
      for (long blob : new long[] {239, 240, 65_516, 65_517, 1L << 31, (1L << 32) - 26, 1L << 33}) {
        PartLayout layout = PartLayout.ofSizes(12, 0, blob, 1);
        assertEquals(layout.ends().length, PartLayout.endsBytes(layout.sizeBytes()), "" + blob);
        assertEquals(layout, PartLayout.parse(layout.ends(), layout.sizeBytes()), "" + blob);
      }
    }

    @Test
    void isRefusedWhenPiecesOverlapOrStickOut() {
      for (byte[] ends : new byte[][] {{1, 2, 12}, {98, 12, 12}, {20, 20, 13}, {20, 12, 24}}) {
        assertThrows(DeltaException.Malformed.class, () -> PartLayout.parse(ends, 100));
      }
      byte[] huge = HexFormat.of().parseHex("ff".repeat(24));
      assertThrows(DeltaException.Malformed.class, () -> PartLayout.parse(huge, 1L << 33));
    }
  }

  @Test
  void anOwnerIsBigEndian() {
    var owner = new FileOwner(1, -2, 0120777);
    assertEquals("00000001fffffffe0000a1ff", HexFormat.of().formatHex(owner.bytes()));
    assertEquals(owner, FileOwner.parse(owner.bytes()));
  }
}
