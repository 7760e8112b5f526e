// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectFormatException;

/// An object is refused with the declared exception, or its bytes are the only form of its value.
class ObjectFuzzTest {
  private interface Parser {
    /// Reads and writes again.
    byte[] echo(byte[] bytes) throws ObjectFormatException;
  }

  private static void check(Parser parser, byte[] data) {
    byte[] given = data.clone();
    byte[] written;
    try {
      written = parser.echo(given);
    } catch (ObjectFormatException e) {
      return;
    }
    assertArrayEquals(data, written);
  }

  @FuzzTest
  void commit(byte[] data) {
    check(bytes -> Commit.parse(bytes).bytes(), data);
  }

  @FuzzTest
  void dirTree(byte[] data) {
    check(ObjectFuzzTest::dirTreeAnew, data);
  }

  /// From its entries, since what was parsed is kept.
  private static byte[] dirTreeAnew(byte[] bytes) throws ObjectFormatException {
    DirTree tree = DirTree.parse(bytes);
    return DirTree.of(tree.files(), tree.directories()).bytes();
  }

  @FuzzTest
  void dirMeta(byte[] data) {
    check(bytes -> DirMeta.parse(bytes).bytes(), data);
  }

  @FuzzTest
  void fileHeader(byte[] data) {
    check(bytes -> FileHeader.parse(bytes).bytes(), data);
  }

  @FuzzTest
  void archiveHeader(byte[] data) {
    check(bytes -> ArchiveHeader.parse(bytes).bytes(), data);
  }
}
