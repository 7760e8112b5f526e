// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory takes its place as a whole, and what was there goes.
class ScratchDirectoryTest {
  @TempDir private Path directory;

  private void place(Kernel kernel, String content) throws IOException {
    Path path = directory.resolve("repo");
    Repo.create(path, RepoMode.ARCHIVE).close();
    try (Repo repo = Repo.open(kernel, path)) {
      repo.files().makeDirectories("some");
      try (ScratchDirectory scratch = ScratchDirectory.create(repo)) {
        try (var file = kernel.create(scratch.directory(), content, 0644)) {
          kernel.write(file, new byte[] {1}, 0, 1);
        }
        kernel.makeDirectory(scratch.directory(), "below", 0755);
        scratch.place(repo.directory(), "some/place");
      } finally {
        assertEquals(List.of("cache"), names("tmp"));
      }
    }
  }

  private List<String> names(String path) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("repo").resolve(path))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Kernel withoutExchange() {
    FaultPlan refused = FaultPlan.failing(1, Errno.EINVAL).onlyFor("exchange");
    return new FaultyKernel(Kernel.system(), refused);
  }

  @Test
  void aPlaceThatIsFreeOrAnEmptyDirectoryIsTaken() throws IOException {
    place(Kernel.system(), "one");
    assertEquals(List.of("below", "one"), names("some/place"));
    Files.delete(directory.resolve("repo/some/place/one"));
    Files.delete(directory.resolve("repo/some/place/below"));
    place(Kernel.system(), "two");
    assertEquals(List.of("below", "two"), names("some/place"));
  }

  @Test
  void theFormerDirectoryGoes() throws IOException {
    place(Kernel.system(), "one");
    place(Kernel.system(), "two");
    assertEquals(List.of("below", "two"), names("some/place"));
  }

  @Test
  void itDoesSoWhereNamesCannotBeExchanged() throws IOException {
    for (Kernel kernel : List.of(withoutExchange(), new PortableKernel(FileSystems.getDefault()))) {
      place(kernel, "one");
      place(kernel, "two");
      assertEquals(List.of("below", "two"), names("some/place"));
    }
  }

  @Test
  void whatWasMovedAsideComesBackWhenTheNewOneCannotCome() throws IOException {
    place(Kernel.system(), "one");
    // The first tries the place, the second moves aside what is there.
    FaultPlan failing = FaultPlan.failing(3, Errno.EIO).onlyFor("rename");
    FaultPlan refused = FaultPlan.failing(1, Errno.EINVAL).onlyFor("exchange");
    var kernel = new FaultyKernel(Kernel.system(), failing, refused);
    assertThrows(IOException.class, () -> place(kernel, "two"));
    assertEquals(List.of("below", "one"), names("some/place"));
  }

  @Test
  void anErrorOfTheExchangeIsNoReasonToDoItInTwoSteps() throws IOException {
    place(Kernel.system(), "one");
    FaultPlan failing = FaultPlan.failing(1, Errno.EIO).onlyFor("exchange");
    var kernel = new FaultyKernel(Kernel.system(), failing);
    assertThrows(IOException.class, () -> place(kernel, "two"));
    assertEquals(List.of("below", "one"), names("some/place"));
  }
}
