// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small objects and repositories that tests begin with.
final class Samples {
  /// The name of a regular file 0644 of root that says hello.
  static final Checksum HELLO =
      Checksum.parse("44f778e59f0a4748d6b0c90a47347212a231c4ad1e8f7ea5c5dffc7749153a6b");

  static final byte[] HELLO_BYTES = utf8("hello\n");

  private Samples() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static FileHeader regular(int mode) {
    return FileHeader.regular(0, 0, mode, Xattrs.EMPTY);
  }

  static FileHeader withXattrs() {
    var xattrs =
        Xattrs.of(List.of(new Xattr("user.aa", utf8("22")), new Xattr("user.zz", utf8("1"))));
    return FileHeader.regular(0, 0, 0644, xattrs);
  }

  static FileHeader symlink(String target) {
    return FileHeader.symlink(0, 0, target, Xattrs.EMPTY);
  }

  static ObjectName file(Checksum checksum) {
    return new ObjectName(checksum, ObjectType.FILE);
  }

  /// Bytes that deflate a little, always the same for a size.
  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    for (int i = 0; i < size; i += 3) {
      bytes[i] = 'x';
    }
    return bytes;
  }

  static Repo create(Path directory, RepoMode mode) throws IOException {
    return create(Kernel.system(), directory, mode);
  }

  static Repo create(Kernel kernel, Path directory, RepoMode mode) throws IOException {
    Files.createDirectories(directory);
    return Repo.create(kernel, directory, mode, CreateOptions.defaults());
  }

  static Checksum write(Transaction transaction, FileHeader header, byte[] content)
      throws IOException {
    return transaction.writeContent(header, content.length, new ByteArrayInputStream(content));
  }

  /// A commit of a tree with a few files, symlinks and a directory below.
  static Checksum writeCommit(Transaction transaction, String subject) throws IOException {
    List<DirTree.FileEntry> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Checksum file = write(transaction, regular(0644), utf8(subject + i));
      files.add(new DirTree.FileEntry("file" + i, file));
    }
    Checksum link = write(transaction, symlink("file0"), new byte[0]);
    files.add(new DirTree.FileEntry("link", link));
    Checksum meta =
        transaction.writeMetadata(
            ObjectType.DIRMETA, new DirMeta(0, 0, 040755, Xattrs.EMPTY).bytes());
    Checksum below =
        transaction.writeMetadata(ObjectType.DIRTREE, DirTree.of(files, List.of()).bytes());
    DirTree root = DirTree.of(files, List.of(new DirTree.DirectoryEntry("below", below, meta)));
    Checksum tree = transaction.writeMetadata(ObjectType.DIRTREE, root.bytes());
    return transaction.writeCommit(Commit.of(tree, meta, 1_700_000_000L).withSubject(subject));
  }
}
