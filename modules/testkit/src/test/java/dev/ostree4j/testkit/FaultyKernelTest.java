// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultyKernelTest {
  private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
  private final Path directory = memory.getPath("/some/root");

  @BeforeEach
  void makeDirectory() throws IOException {
    Files.createDirectories(directory);
  }

  @AfterEach
  void forget() throws IOException {
    memory.close();
  }

  private FaultyKernel faulty(FaultPlan... plans) {
    return new FaultyKernel(new PortableKernel(memory), plans);
  }

  /// Makes `a/file` with ten bytes, and moves it to `b`.
  private static void work(Kernel kernel, Path directory) throws IOException {
    try (Descriptor root = kernel.openRoot(directory)) {
      kernel.makeDirectory(root, "a", 0755);
      try (Descriptor inner = kernel.openDirectory(root, "a");
          Descriptor file = kernel.create(inner, "file", 0644)) {
        kernel.write(file, "0123456789".getBytes(UTF_8), 0, 10);
        kernel.sync(file);
        kernel.rename(inner, "file", root, "b");
      }
    }
  }

  @Test
  void theTraceNamesCallsAndPathsFromTheRoot() throws IOException {
    FaultyKernel kernel = faulty();
    work(kernel, directory);
    assertEquals(
        List.of(
            "openRoot /some/root",
            "makeDirectory a",
            "openDirectory a",
            "create a/file",
            "write a/file",
            "sync a/file",
            "rename a/file b",
            "close a/file",
            "close a",
            "close ."),
        kernel.trace().stream().map(Step::toString).toList());
  }

  @Test
  void theNthCallFailsAndTheNextWorks() throws IOException {
    FaultyKernel kernel = faulty(FaultPlan.failing(2, Errno.EEXIST));
    assertThrows(FileAlreadyExistsException.class, () -> work(kernel, directory));
    assertFalse(Files.exists(directory.resolve("a")));
    work(kernel, directory);
    assertTrue(Files.exists(directory.resolve("b")));
  }

  @Test
  void filtersCountOnlyWhatTheyMatch() {
    FaultyKernel kernel = faulty(FaultPlan.failing(1, Errno.EIO).onlyFor("sync", "rename"));
    var error = assertThrows(SyscallException.class, () -> work(kernel, directory));
    assertEquals(Errno.EIO, error.errno());
    assertEquals("a/file", error.getFile());
    assertTrue(Files.exists(directory.resolve("a/file")));
  }

  @Test
  void filtersMayLookAtPaths() {
    FaultPlan plan = FaultPlan.failing(1, Errno.EIO).onlyWhere(step -> step.path().equals("a"));
    assertThrows(SyscallException.class, () -> work(faulty(plan), directory));
  }

  @Test
  void afterACutNothingHappensAnyMore() throws IOException {
    for (int nth = 1; nth <= 10; nth++) {
      Path own = Files.createDirectory(directory.resolve("run" + nth));
      FaultyKernel kernel = faulty(FaultPlan.cuttingOff(nth));
      assertThrows(CutOffException.class, () -> work(kernel, own));
      assertThrows(CutOffException.class, () -> work(kernel, own));
      assertEquals(nth, kernel.trace().size());
      assertEquals(nth > 2, Files.exists(own.resolve("a")));
      assertEquals(nth > 7, Files.exists(own.resolve("b")));
    }
  }

  @Test
  void aShortWriteLeavesAPart() throws IOException {
    FaultyKernel kernel =
        faulty(FaultPlan.at(1, new Fault.ShortWrite(4, Errno.ENOSPC)).onlyFor("write"));
    var error = assertThrows(SyscallException.class, () -> work(kernel, directory));
    assertEquals(Errno.ENOSPC, error.errno());
    assertEquals("0123", Files.readString(directory.resolve("a/file")));
  }

  @Test
  void aTornWriteLeavesAPartAndTheMachineDead() throws IOException {
    FaultyKernel kernel = faulty(FaultPlan.at(1, new Fault.TornWrite(4)).onlyFor("write"));
    assertThrows(CutOffException.class, () -> work(kernel, directory));
    assertEquals("0123", Files.readString(directory.resolve("a/file")));
    assertThrows(CutOffException.class, () -> kernel.openRoot(directory));
  }

  @Test
  void aDelayedCallWorks() throws IOException {
    long start = System.nanoTime();
    work(faulty(FaultPlan.delaying(3, Duration.ofMillis(20))), directory);
    assertTrue(System.nanoTime() - start >= 20_000_000);
    assertTrue(Files.exists(directory.resolve("b")));
  }

  @Test
  void plansCountForThemselves() {
    FaultyKernel kernel =
        faulty(
            FaultPlan.failing(1, Errno.EIO).onlyFor("sync"),
            FaultPlan.failing(1, Errno.ENOSPC).onlyFor("makeDirectory"));
    var first = assertThrows(SyscallException.class, () -> work(kernel, directory));
    assertEquals(Errno.ENOSPC, first.errno());
    var second = assertThrows(SyscallException.class, () -> work(kernel, directory));
    assertEquals(Errno.EIO, second.errno());
  }

  @Test
  void countingStartsAtOne() {
    assertThrows(IllegalArgumentException.class, () -> FaultPlan.cuttingOff(0));
  }

  @Test
  void descriptorsOfTheRealKernelAreRefused() throws IOException {
    Kernel real = new PortableKernel(memory);
    try (Descriptor root = real.openRoot(directory)) {
      assertThrows(IllegalArgumentException.class, () -> faulty().status(root));
    }
  }
}
