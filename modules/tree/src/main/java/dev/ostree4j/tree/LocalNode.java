// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ContentChecksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DescriptorStream;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a diff sees of a path in the file system.
///
/// @param side where the tree is and how it is read
/// @param path from the root of the tree, starting with `/`
/// @param status of the file
record LocalNode(Side side, String path, FileStatus status) implements DiffNode {

  /// One directory tree.
  record Side(Kernel kernel, Descriptor root, DiffOptions options, XattrReader xattrs) {

    LocalNode node() throws IOException {
      return new LocalNode(this, "/", kernel.status(root));
    }

    int uid(FileStatus status) {
      return options.uid().orElse(status.uid());
    }

    int gid(FileStatus status) {
      return options.gid().orElse(status.gid());
    }
  }

  @Override
  public boolean isDirectory() {
    return status.isDirectory();
  }

  @Override
  public Optional<Checksum> tree() {
    return Optional.empty();
  }

  @Override
  public Checksum identity() throws IOException {
    Kernel kernel = side.kernel;
    int uid = side.uid(status);
    int gid = side.gid(status);
    if (status.isSymlink()) {
      Xattrs xattrs = side.xattrs.read(side.root, relative());
      String target = kernel.readLink(side.root, relative());
      return ContentChecksum.of(FileHeader.symlink(uid, gid, status.mode(), target, xattrs));
    }
    if (isDirectory()) {
      try (Descriptor directory = open()) {
        return new DirMeta(uid, gid, status.mode(), side.xattrs.read(directory)).checksum();
      }
    }
    if (!status.isRegular()) {
      throw new TreeException.UnsupportedType("Not a regular file or symlink: " + name());
    }
    try (Descriptor file = kernel.openRead(side.root, relative());
        InputStream content = new DescriptorStream(kernel, file)) {
      FileHeader header = FileHeader.regular(uid, gid, status.mode(), side.xattrs.read(file));
      return ContentChecksum.of(header, content);
    }
  }

  @Override
  public List<DiffNode> children() throws IOException {
    var files = new ArrayList<DiffNode>();
    var directories = new ArrayList<DiffNode>();
    try (Descriptor directory = open()) {
      List<DirectoryEntry> entries = new ArrayList<>(side.kernel.list(directory));
      entries.sort((a, b) -> NameOrder.BY_BYTES.compare(a.name(), b.name()));
      for (DirectoryEntry entry : entries) {
        String below = path.equals("/") ? "/" + entry.name() : path + "/" + entry.name();
        FileStatus found = side.kernel.status(directory, entry.name());
        var child = new LocalNode(side, below, found);
        (child.isDirectory() ? directories : files).add(child);
      }
    }
    files.addAll(directories);
    return files;
  }

  private Descriptor open() throws IOException {
    return side.kernel.openDirectory(side.root, relative());
  }

  private String relative() {
    return path.equals("/") ? "." : path.substring(1);
  }
}
