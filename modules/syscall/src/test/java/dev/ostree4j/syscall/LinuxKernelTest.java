// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What only Linux can tell: numbers which the JDK reads in its own way too.
@EnabledOnOs(OS.LINUX)
final class LinuxKernelTest {
  @TempDir Path directory;

  private final Kernel kernel = new LinuxKernel();
  private Descriptor root;

  @BeforeEach
  void open() throws IOException {
    root = kernel.openRoot(directory);
  }

  @AfterEach
  void close() throws IOException {
    root.close();
  }

  @Test
  void itIsTheKernelOfTheSystem() {
    assertSame(LinuxKernel.class, Kernel.system().getClass());
    assertSame(Kernel.system(), Kernel.system());
  }

  @Test
  void theJdkSeesTheSameStatus() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "content");
    FileStatus status = kernel.status(root, "file");
    var jdk = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
    assertEquals(jdk.get("dev"), status.device());
    assertEquals(jdk.get("ino"), status.inode());
    assertEquals(jdk.get("mode"), status.mode());
    assertEquals(jdk.get("nlink"), status.links());
    assertEquals(jdk.get("uid"), status.uid());
    assertEquals(jdk.get("gid"), status.gid());
    assertEquals(jdk.get("size"), status.sizeBytes());
    assertEquals(Files.getLastModifiedTime(file).toInstant(), status.modified());
    assertEquals(((FileTime) jdk.get("ctime")).toInstant(), status.changed());
  }

  @Test
  void deviceNumbersAreThoseOfTheJdk() throws IOException {
    Path device = Path.of("/dev/null");
    try (Descriptor dev = kernel.openRoot(device.getParent())) {
      FileStatus status = kernel.status(dev, "null");
      assertEquals(FileType.CHARACTER_DEVICE, status.type());
      assertEquals(Files.getAttribute(device, "unix:rdev"), status.rdev());
    }
  }

  @Test
  void filesWithoutANameAreMapped() throws IOException {
    try (Arena arena = Arena.ofConfined();
        Descriptor file = kernel.createUnnamed(root, 0600).orElseThrow()) {
      kernel.write(file, new byte[] {1, 2, 3}, 0, 3);
      MemorySegment mapped = kernel.map(file, arena).orElseThrow();
      assertTrue(mapped.isMapped());
      assertArrayEquals(new byte[] {1, 2, 3}, mapped.toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @Test
  void theRestOfTheFileSystemIsThatOfTheJdk() throws IOException {
    var store = Files.getFileStore(directory);
    FileSystemStatus status = kernel.fileSystem(root);
    assertEquals(store.getTotalSpace(), status.blocks() * status.blockSizeBytes());
    assertEquals(store.getBlockSize(), status.blockSizeBytes());
  }

  @Test
  void userAttributesAreThoseOfTheJdk() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    kernel.setXattr(root, "file", "user.name".getBytes(UTF_8), new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, (byte[]) Files.getAttribute(file, "user:name"));
  }

  @Test
  void rootsWithNamesThatAreNoTextOpen() throws IOException {
    String name = FileNames.decode(HexFormat.of().parseHex("c3a9ff"));
    kernel.makeDirectory(root, name, 0755);
    Path path = Path.of(URI.create(directory.toUri() + "%C3%A9%FF"));
    try (Descriptor opened = kernel.openRoot(path)) {
      assertEquals(kernel.status(root, name).inode(), kernel.status(opened).inode());
    }
  }

  @Test
  void whatIsReadFromProcIsCopiedToo() throws IOException {
    try (Descriptor proc = kernel.openRoot(Path.of("/proc/self"));
        Descriptor from = kernel.openRead(proc, "status");
        Descriptor to = kernel.create(root, "copy", 0644)) {
      assertFalse(kernel.copyRange(from, to, Long.MAX_VALUE) == 0);
    }
  }

  @Test
  void tooLongPathsAreRefused() {
    String path = "d/".repeat(2500) + "f";
    var error = assertThrows(SyscallException.class, () -> kernel.openRead(root, path));
    assertEquals(Errno.ENAMETOOLONG, error.errno());
    assertThrows(SyscallException.class, () -> kernel.symlink("t".repeat(5000), root, "link"));
  }

  @Test
  void aNumberIsNotUsedAfterItWasClosed() throws IOException {
    Descriptor gone = kernel.openDirectory(root, ".");
    gone.close();
    // The number is free and may be another file's by now; only the check in Java can tell.
    assertThrows(IllegalStateException.class, () -> kernel.openDirectory(gone, "."));
  }

  @Test
  void descriptorsAreNotLeaked() throws IOException {
    kernel.makeDirectory(root, "a", 0755);
    kernel.makeDirectory(root, "a/b", 0755);
    int before = openNumbers();
    for (Kernel each : new Kernel[] {kernel, LinuxKernel.withoutOpenat2()}) {
      try (Descriptor own = each.openRoot(directory)) {
        each.create(own, "a/b/f", 0644).close();
        each.status(own, "a/b/f");
        each.rename(own, "a/b/f", own, "a/g");
        each.unlink(own, "a/g");
        assertThrows(NoSuchFileException.class, () -> each.unlink(own, "a/b/none"));
        assertThrows(NoSuchFileException.class, () -> each.unlink(own, "a/x/y/none"));
        assertThrows(SyscallException.class, () -> each.openRead(own, "a/b"));
        assertThrows(SyscallException.class, () -> each.openReadBeneath(own, "a/b"));
      }
    }
    assertEquals(before, openNumbers());
  }

  /// Somebody exchanges a directory with a symlink to the outside, again and again.
  @Test
  void whoPlantsLinksAtTheRightMomentWinsNothing() throws Exception {
    kernel.makeDirectory(root, "outside", 0755);
    kernel.makeDirectory(root, "root", 0755);
    kernel.makeDirectory(root, "root/a", 0755);
    kernel.makeDirectory(root, "root/a/b", 0755);
    Files.writeString(directory.resolve("outside/file"), "stolen");
    Files.writeString(directory.resolve("root/a/b/file"), "honest");
    kernel.symlink("../../outside", root, "root/a/planted");
    AtomicBoolean done = new AtomicBoolean();
    Thread planter =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  kernel.exchange(root, "root/a/b", root, "root/a/planted");
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    planter.start();
    try {
      for (Kernel each : new Kernel[] {kernel, LinuxKernel.withoutOpenat2()}) {
        try (Descriptor beneath = each.openRoot(directory.resolve("root"))) {
          for (int i = 0; i < 500; i++) {
            assertNotStolen(() -> each.openRead(beneath, "a/b/file"), each);
            assertNotStolen(() -> each.openReadBeneath(beneath, "a/b/file"), each);
          }
        }
      }
    } finally {
      done.set(true);
      planter.join();
    }
  }

  private interface Opening {
    Descriptor open() throws IOException;
  }

  private static void assertNotStolen(Opening opening, Kernel kernel) throws IOException {
    byte[] content = new byte[6];
    try (Descriptor file = opening.open()) {
      assertEquals(6, kernel.read(file, content, 0, 6));
      assertEquals("honest", new String(content, UTF_8));
    } catch (FileSystemException refused) {
      // As it should be while the link is there.
    }
  }

  private static int openNumbers() {
    return new File("/proc/self/fd").list().length;
  }
}
