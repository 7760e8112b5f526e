// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoFilesTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5};

  @TempDir Path directory;
  private Repo repo;
  private RepoFiles files;

  @BeforeEach
  void open() throws IOException {
    repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
    files = repo.files();
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  @Test
  void whatIsReplacedIsFound() throws IOException {
    files.replace("summary", OLD);
    files.replace("summary", NEW);
    assertArrayEquals(NEW, files.find("summary", 100).orElseThrow());
    assertNothingIsLeft();
  }

  @Test
  void whatIsNotThereIsNothing() throws IOException {
    assertEquals(Optional.empty(), files.find("summary", 100));
    assertEquals(Optional.empty(), files.find("config/summary", 100));
    assertFalse(files.remove("summary"));
    assertFalse(files.remove("config/summary"));
  }

  @Test
  void whatIsRemovedIsGone() throws IOException {
    files.replace("summary", OLD);
    assertTrue(files.remove("summary"));
    assertEquals(Optional.empty(), files.find("summary", 100));
  }

  @Test
  void aTreeIsRemovedAndWhatItsLinksNameIsNot() throws IOException {
    Path kept = Files.createDirectory(directory.resolve("kept"));
    Files.write(kept.resolve("file"), OLD);
    files.makeDirectories("some/deep/tree");
    files.replace("some/deep/file", OLD);
    Path root = directory.resolve("repo/some");
    Files.createSymbolicLink(root.resolve("deep/tree/link"), kept);
    Files.createSymbolicLink(root.resolve("link"), kept);
    files.removeTree("some/deep");
    files.removeTree("some/link");
    files.removeTree("some/absent");
    try (var left = Files.list(root)) {
      assertEquals(0, left.count());
    }
    assertArrayEquals(OLD, Files.readAllBytes(kept.resolve("file")));
  }

  @Test
  void nobodySeesWhatHasNoPlaceYet() throws IOException {
    files.replace("summary", OLD);
    try (PreparedFile _ = files.prepare(NEW)) {
      assertArrayEquals(OLD, files.find("summary", 100).orElseThrow());
    }
    assertArrayEquals(OLD, files.find("summary", 100).orElseThrow());
    assertNothingIsLeft();
  }

  @Test
  void aPlaceIsGivenOnce() throws IOException {
    try (PreparedFile prepared = files.prepare(NEW)) {
      prepared.place("summary");
      assertThrows(IllegalStateException.class, () -> prepared.place("summary"));
    }
    assertArrayEquals(NEW, files.find("summary", 100).orElseThrow());
  }

  @Test
  void timeAndAttributesGoWithTheFile() throws IOException {
    Instant time = Instant.parse("2026-11-17T10:11:12Z");
    try (PreparedFile prepared = files.prepare(NEW)) {
      prepared.setAttribute("user.etag", OLD);
      prepared.setModified(time);
      prepared.place("summary");
    }
    try (StoredBytes stored = files.open("summary").orElseThrow()) {
      assertEquals(time, stored.modified());
      assertArrayEquals(OLD, stored.attribute("user.etag").orElseThrow());
      assertEquals(Optional.empty(), stored.attribute("user.other"));
    }
  }

  @Test
  void whatIsLongerThanTheBoundIsRefused() throws IOException {
    files.replace("summary", OLD);
    assertArrayEquals(OLD, files.find("summary", 3).orElseThrow());
    assertThrows(IOException.class, () -> files.find("summary", 2));
  }

  @Test
  void noPathLeadsOut() throws IOException {
    Files.write(directory.resolve("secret"), OLD);
    Files.createSymbolicLink(directory.resolve("repo/link"), directory.resolve("secret"));
    assertThrows(IOException.class, () -> files.find("link", 100));
    assertThrows(IOException.class, () -> files.find("../secret", 100));
    assertThrows(IOException.class, () -> files.replace("../secret", NEW));
    assertArrayEquals(OLD, Files.readAllBytes(directory.resolve("secret")));
  }

  private void assertNothingIsLeft() throws IOException {
    try (var names = Files.list(directory.resolve("repo/tmp"))) {
      assertEquals(1, names.count(), "nothing but the cache is in tmp");
    }
  }
}
