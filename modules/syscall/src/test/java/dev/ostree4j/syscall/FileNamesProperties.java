// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class FileNamesProperties {
  @Property
  void anyBytesRoundTrip(@ForAll byte[] bytes) {
    byte[] name = withoutNul(bytes);
    assertArrayEquals(name, FileNames.encode(FileNames.decode(name)));
  }

  @Property
  void namesAreUnicodeExactlyWhenTheBytesAreUtf8(@ForAll byte[] bytes) {
    byte[] name = withoutNul(bytes);
    assertEquals(isUtf8(name), FileNames.isUnicode(FileNames.decode(name)));
  }

  @Property
  void textRoundTrips(@ForAll String text) {
    byte[] name = withoutNul(text.getBytes(UTF_8));
    assertEquals(new String(name, UTF_8), FileNames.decode(name));
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  private static byte[] withoutNul(byte[] bytes) {
    byte[] name = bytes.clone();
    for (int i = 0; i < name.length; i++) {
      name[i] = name[i] == 0 ? 1 : name[i];
    }
    return name;
  }
}
