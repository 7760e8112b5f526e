// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediumReposTest {
  @TempDir Path directory;

  private Path make(String path) throws IOException {
    return Files.createDirectories(directory.resolve("medium").resolve(path));
  }

  private List<String> found() throws IOException {
    Path medium = directory.resolve("medium");
    return MediumRepos.list(medium).stream()
        .map(path -> medium.relativize(path).toString())
        .toList();
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(make(".ostree/repos.d").resolve(name), Path.of(target));
  }

  @Test
  void linksComeFirstThenTheWellKnownPlaces() throws IOException {
    make("ostree/repo");
    make("var/lib/flatpak/repo");
    make(".ostree/repo");
    make("mine");
    make("other");
    link("01-generated", "../../mine");
    link("00-generated", "../../other");
    assertEquals(
        List.of("other", "mine", ".ostree/repo", "ostree/repo", "var/lib/flatpak/repo"), found());
  }

  @Test
  void oneWithTwoNamesIsFoundOnce() throws IOException {
    make(".ostree/repo");
    link("00", "../repo");
    link("01", "../repo");
    assertEquals(List.of(".ostree/repo"), found());
  }

  @Test
  void linksThatLeadOutOrNowhereArePassedOver() throws IOException {
    Files.createDirectory(directory.resolve("outside"));
    make("ostree/repo");
    link("00", "../../../outside");
    link("01", directory.resolve("outside").toString());
    link("02", "../../absent");
    link("03", "03");
    assertEquals(List.of("ostree/repo"), found());
  }

  @Test
  void aMediumWithoutAnyHasNone() throws IOException {
    make(".");
    assertEquals(List.of(), found());
  }

  @Test
  void theTableOfMountsNamesMediaForPeople() throws IOException {
    Path table =
        Files.writeString(
            directory.resolve("mountinfo"),
            """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            30 22 8:17 / /run/media/me/USB\\040STICK rw,nosuid shared:1 - vfat /dev/sdb1 rw
            31 22 8:18 / /media/disk rw - ext4 /dev/sdb2 rw
            32 22 8:18 /part /media/bound rw - ext4 /dev/sdb2 rw
            33 22 0:40 / /media rw - tmpfs tmpfs rw
            34 22 0:41 / /mediaeval rw - tmpfs tmpfs rw
            nonsense
            """);
    assertEquals(
        List.of(Path.of("/run/media/me/USB STICK"), Path.of("/media/disk")),
        new MountTable(table).mounted());
  }
}
