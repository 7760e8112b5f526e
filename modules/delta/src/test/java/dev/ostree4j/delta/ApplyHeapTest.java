// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.checksum.HashingOutputStream;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// In a heap of 64 MiB a part of any size is carried out, and one that is made to swell is refused.
@Tag("slow")
class ApplyHeapTest {
  private static final long LARGE = 192L << 20;

  @TempDir Path directory;

  @Test
  void aFileLargerThanTheHeapIsMade() throws IOException {
    var name = new ObjectName(zeros(LARGE), ObjectType.FILE);
    assertEquals("done", apply(name, write(LARGE, new Operation.SpliceContent(0, 0, LARGE, 0))));
  }

  @Test
  void aBombIsRefused() throws IOException {
    var name = new ObjectName(zeros(1), ObjectType.FILE);
    assertEquals("refused", apply(name, write(LARGE, new Operation.Close())));
  }

  @Test
  void metadataLargerThanTheHeapIsRefused() throws IOException {
    long size = 100L << 20;
    var name = new ObjectName(Checksum.ofContent(new byte[0]), ObjectType.DIRTREE);
    assertEquals("refused", apply(name, write(size, new Operation.SpliceMetadata(size, 0))));
  }

  /// The name of a file of zeros.
  private static Checksum zeros(long size) {
    var hasher = Hasher.sha256();
    hasher.update(PartBuilder.header().framed());
    byte[] piece = new byte[1 << 16];
    for (long done = 0; done < size; done += piece.length) {
      hasher.update(piece, 0, (int) Math.min(piece.length, size - done));
    }
    return hasher.finish();
  }

  /// A part whose blob is zeros, compressed with the dictionary of the format's own compression.
  private Path write(long blobSize, Operation operation) throws IOException {
    var operations = new ByteArrayOutputStream();
    operation.writeTo(operations);
    byte[] modes = new FileOwner(0, 0, 0100644).bytes();
    byte[] xattrs = {0};
    var layout = PartLayout.ofSizes(modes.length, xattrs.length, blobSize, operations.size());
    Path part = directory.resolve("part");
    var options = new LZMA2Options(0);
    options.setDictSize(32 << 20);
    try (OutputStream file = Files.newOutputStream(part)) {
      file.write('x');
      try (var out = new XZOutputStream(file, options)) {
        out.write(modes);
        out.write(xattrs);
        byte[] piece = new byte[1 << 16];
        for (long left = blobSize; left > 0; left -= piece.length) {
          out.write(piece, 0, (int) Math.min(piece.length, left));
        }
        out.write(operations.toByteArray());
        out.write(layout.ends());
      }
    }
    return part;
  }

  private String apply(ObjectName object, Path part) throws IOException {
    return SmallHeap.run(
        64, Child.class, directory.resolve("repo").toString(), part.toString(), object.toString());
  }

  /// Runs in a small heap: applies the part, which makes one object.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path stored = Path.of(arguments[1]);
      Checksum checksum;
      try (InputStream in = Files.newInputStream(stored)) {
        var hasher = Hasher.sha256();
        in.transferTo(new HashingOutputStream(OutputStream.nullOutputStream(), hasher));
        checksum = hasher.finish();
      }
      PartHeader header =
          PartHeader.of(checksum, Files.size(stored), 0, List.of(ObjectName.parse(arguments[2])));
      try (Repo repo = Repo.create(Path.of(arguments[0]), RepoMode.BARE_USER);
          Transaction transaction = repo.begin();
          InputStream in = Files.newInputStream(stored)) {
        new DeltaApplier(transaction).apply(header, in);
        System.out.println("done");
      } catch (DeltaException e) {
        System.out.println("refused");
      }
    }
  }
}
