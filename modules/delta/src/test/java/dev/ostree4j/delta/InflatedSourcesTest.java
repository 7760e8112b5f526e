// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InflatedSourcesTest {
  private static final int SIZE = 400_000;

  @TempDir Path directory;
  private Repo repo;

  @BeforeEach
  void create() throws IOException {
    repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private static byte[] content(int seed) {
    byte[] bytes = new byte[SIZE + seed];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Checksum store(int seed) throws IOException {
    byte[] bytes = content(seed);
    try (Transaction transaction = repo.begin()) {
      Checksum name =
          transaction.writeContent(
              PartBuilder.header(), bytes.length, new ByteArrayInputStream(bytes));
      transaction.publish();
      return name;
    }
  }

  private static byte[] read(ByteSource source) throws IOException {
    var all = new ByteArrayOutputStream();
    new Region(source, 0, source.sizeBytes()).transferTo(all);
    return all.toByteArray();
  }

  @Test
  void anObjectIsDecompressedOnceHoweverOftenItIsOpened() throws Exception {
    Checksum name = store(0);
    try (var sources = new InflatedSources(repo)) {
      try (ContentObject first = repo.objects().openContent(name)) {
        assertArrayEquals(content(0), read(sources.of(name, first)));
      }
      try (ContentObject second = repo.objects().openContent(name)) {
        assertArrayEquals(content(0), read(sources.of(name, second)));
        assertEquals(SIZE, second.stream().readAllBytes().length, "nobody read from it");
      }
    }
  }

  @Test
  void manyLieBesideEachOther() throws Exception {
    List<Checksum> names = new ArrayList<>();
    for (int seed = 0; seed < 9; seed++) {
      names.add(store(seed));
    }
    try (var sources = new InflatedSources(repo)) {
      for (int round = 0; round < 2; round++) {
        for (int seed = 0; seed < names.size(); seed++) {
          Checksum name = names.get(seed);
          try (ContentObject object = repo.objects().openContent(name)) {
            ByteSource source = sources.of(name, object);
            assertArrayEquals(content(seed), read(source));
            assertEquals(-1, source.readAt(source.sizeBytes(), new byte[9], 0, 9));
          }
        }
      }
    }
  }

  /// More sources than stay open, gone back to again and again.
  @Test
  void aPartMayGoBackToAnySource() throws Exception {
    var builder = new PartBuilder();
    List<Long> sources = new ArrayList<>();
    for (int seed = 0; seed < 7; seed++) {
      sources.add(builder.blob(store(seed).bytes()));
    }
    var made = new ByteArrayOutputStream();
    List<Operation> operations = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      for (int seed = 0; seed < sources.size(); seed++) {
        operations.add(new Operation.SetReadSource(sources.get(seed)));
        operations.add(new Operation.Write(10, 1000L * round));
        made.write(content(seed), 1000 * round, 10);
      }
    }
    builder.makes(PartBuilder.file(made.toByteArray()));
    builder.op(new Operation.Open(0, 0, made.size()));
    operations.forEach(builder::op);
    PartBuilder.Part part = builder.op(new Operation.Close()).compressedPart();
    try (Transaction transaction = repo.begin()) {
      new DeltaApplier(transaction).apply(part.header(), part.stream());
      transaction.publish();
    }
    repo.objects().verify(PartBuilder.file(made.toByteArray()));
  }
}
