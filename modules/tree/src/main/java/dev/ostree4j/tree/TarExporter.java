// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// Writes a commit as a GNU tar archive.
///
/// The format has no place for xattrs, so they are left out, as by the reference program.
///
/// @since 0.1
public final class TarExporter {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Repo repo;
  private final ExportOptions options;

  /// An exporter from the repository.
  public TarExporter(Repo repo, ExportOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// Writes the commit; all times are the commit's. Flushes, does not close.
  ///
  /// @throws TreeException.NotFound when there is no directory at the subpath
  public void write(Checksum commit, OutputStream out) throws IOException {
    Commit read = repo.objects().readCommit(commit);
    CommitTree tree = CommitTree.of(repo, new TreeRoot(read.rootTree(), read.rootMeta()));
    if (!(tree.resolve(options.subpath()) instanceof TreeEntry.Directory root)) {
      throw new TreeException.NotFound("Not a directory");
    }
    new Run(tree, read.timestampSeconds(), new GnuTarWriter(out)).write(root);
  }

  /// One archive being written.
  private final class Run {
    private final CommitTree tree;
    private final long modifiedSeconds;
    private final GnuTarWriter tar;
    private final Map<Checksum, String> written = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    Run(CommitTree tree, long modifiedSeconds, GnuTarWriter tar) {
      this.tree = tree;
      this.modifiedSeconds = modifiedSeconds;
      this.tar = tar;
    }

    void write(TreeEntry.Directory root) throws IOException {
      String name = options.prefix().isEmpty() ? "./" : options.prefix();
      directory(root, name.endsWith("/") ? name : name + "/");
      children(root, options.prefix());
      tar.finish();
    }

    private void directory(TreeEntry.Directory directory, String name) throws IOException {
      DirMeta meta = tree.meta(directory);
      begin(GnuTarWriter.DIRECTORY, name, "", meta.permissions(), meta.uid(), meta.gid(), 0);
    }

    private void children(TreeEntry.Directory directory, String prefix) throws IOException {
      for (TreeEntry child : tree.children(directory)) {
        String name = prefix + child.name();
        switch (child) {
          case TreeEntry.File file -> file(file, name);
          case TreeEntry.Directory below -> {
            directory(below, name + "/");
            children(below, name + "/");
          }
        }
      }
    }

    private void file(TreeEntry.File file, String name) throws IOException {
      try (ContentObject content = tree.content(file)) {
        FileHeader header = content.header();
        if (header.isSymlink()) {
          begin(GnuTarWriter.SYMLINK, name, header.symlinkTarget(), header, 0);
          return;
        }
        if (options.repeats() == ExportOptions.Repeats.LINKS) {
          String first = written.putIfAbsent(file.checksum(), name);
          if (first != null) {
            begin(GnuTarWriter.HARD_LINK, name, first, header, 0);
            return;
          }
        }
        begin(GnuTarWriter.REGULAR, name, "", header, content.sizeBytes());
        copy(content, name);
      }
    }

    /// A size that turned out wrong would shift all that follows, so it ends the export.
    private void copy(ContentObject content, String name) throws IOException {
      InputStream in = content.stream();
      long left = content.sizeBytes();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          break;
        }
        tar.content(buffer, 0, n);
      }
      if (left != 0) {
        throw new TreeException.SourceChanged("Content of " + name + " has not its size");
      }
      tar.end();
    }

    private void begin(byte type, String name, String target, FileHeader header, long sizeBytes)
        throws IOException {
      begin(type, name, target, header.permissions(), header.uid(), header.gid(), sizeBytes);
    }

    private void begin(
        byte type, String name, String target, int mode, int uid, int gid, long sizeBytes)
        throws IOException {
      tar.begin(
          new GnuTarWriter.Entry(type, name, target, mode, uid, gid, sizeBytes, modifiedSeconds));
    }
  }
}
