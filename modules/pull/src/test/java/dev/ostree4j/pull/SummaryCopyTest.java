// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mirror never has a summary that is newer than the signatures beside it.
class SummaryCopyTest {
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  @TempDir Path directory;
  private Repo mirror;
  private byte[] summary;

  @BeforeEach
  void create() throws IOException {
    mirror = Repo.create(directory.resolve("mirror"), RepoMode.ARCHIVE);
    new SummaryWriter(mirror, SummaryOptions.defaults()).write();
    summary = Files.readAllBytes(file("summary"));
    Files.write(file("summary.sig"), OLD);
  }

  @AfterEach
  void close() throws IOException {
    mirror.close();
  }

  private Path file(String name) {
    return mirror.path().resolve(name);
  }

  private void put(Optional<byte[]> signatures) throws IOException {
    SummaryCopy.put(mirror, Optional.of(new SignedSummary(Summary.parse(summary), signatures)));
  }

  /// Nothing takes the place of a directory that is not empty.
  private void blockSummary() throws IOException {
    Files.delete(file("summary"));
    Files.createDirectories(file("summary/in the way"));
  }

  @Test
  void bothAreReplaced() throws IOException {
    Files.write(file("summary"), OLD);
    put(Optional.of(NEW));
    assertArrayEquals(summary, Files.readAllBytes(file("summary")));
    assertArrayEquals(NEW, Files.readAllBytes(file("summary.sig")));
  }

  @Test
  void signaturesAreThereBeforeTheSummary() throws IOException {
    blockSummary();
    assertThrows(IOException.class, () -> put(Optional.of(NEW)));
    assertArrayEquals(NEW, Files.readAllBytes(file("summary.sig")));
  }

  @Test
  void signaturesAreGoneBeforeASummaryWithoutAny() throws IOException {
    blockSummary();
    assertThrows(IOException.class, () -> put(Optional.empty()));
    assertFalse(Files.exists(file("summary.sig")));
  }

  @Test
  void aSourceWithoutOneChangesNothing() throws IOException {
    SummaryCopy.put(mirror, Optional.empty());
    assertArrayEquals(OLD, Files.readAllBytes(file("summary.sig")));
    assertEquals(summary.length, Files.size(file("summary")));
  }
}
