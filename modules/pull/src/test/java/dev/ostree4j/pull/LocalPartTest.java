// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPartTest {
  @TempDir Path directory;

  @Test
  void noMoreIsReadThanWasSaid() throws IOException {
    byte[] bytes = new byte[1000];
    bytes[999] = 1;
    try (var source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE)) {
      Files.write(directory.resolve("source/part"), bytes);
      try (InputStream in = LocalPart.open(source.repo(), "part", 1000)) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
      try (InputStream in = LocalPart.open(source.repo(), "part", 999)) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        var refused = assertThrows(SyscallException.class, () -> in.transferTo(nowhere));
        assertEquals(Errno.EFBIG, refused.errno());
      }
    }
  }
}
