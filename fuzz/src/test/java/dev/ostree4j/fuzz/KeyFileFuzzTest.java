// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;

/// A key file is read or refused; one that was written by us reads back the same.
class KeyFileFuzzTest {
  @FuzzTest
  void keyFile(byte[] data) throws KeyFileException {
    KeyFile file;
    try {
      file = KeyFile.parse(data);
    } catch (KeyFileException e) {
      return;
    }
    for (String group : file.groups()) {
      for (String key : file.keys(group)) {
        readAll(file, group, key);
      }
    }
    String text = file.toText();
    try {
      String again = KeyFile.parse(text).toText();
      // A line loses one carriage return at its end each time it is read, as in GLib.
      if (text.indexOf('\r') < 0) {
        assertEquals(text, again);
      }
    } catch (KeyFileException e) {
      throw new AssertionError("written, but not to be read", e);
    }
  }

  private static void readAll(KeyFile file, String group, String key) {
    file.findRaw(group, key);
    attempt(() -> file.find(group, key));
    attempt(() -> file.findStrings(group, key));
    attempt(() -> file.findBoolean(group, key));
    attempt(() -> file.findLong(group, key));
    attempt(() -> file.findDouble(group, key));
  }

  private interface Reader {
    Object read() throws KeyFileException;
  }

  private static void attempt(Reader reader) {
    try {
      reader.read();
    } catch (KeyFileException e) {
      assertEquals(KeyFileException.class, e.getClass());
    }
  }
}
