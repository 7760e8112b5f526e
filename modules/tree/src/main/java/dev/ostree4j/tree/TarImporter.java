// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a tar or cpio archive into a tree; gzip, bzip2, xz and lzma compression is taken off by
/// the way, and zstd where the library for it is there.
///
/// No entry leads out of the tree: leading slashes are dropped, `..` is refused, a hardlink repeats
/// an entry of the tree, and what is neither file, symlink nor directory is refused.
///
/// @since 0.1
public final class TarImporter {

  private static final int AUTOCREATED_MODE = 0040755;
  private static final String CONVENTION_ETC = "usr/etc";

  private final Transaction transaction;
  private final ImportOptions options;
  private final TarOptions tarOptions;

  /// An importer into the transaction.
  public TarImporter(Transaction transaction, ImportOptions options, TarOptions tarOptions) {
    this.transaction = transaction;
    this.options = options;
    this.tarOptions = tarOptions;
  }

  /// Lays the archive over the tree, which is the caller's to store. Reads to the archive's end,
  /// does not close.
  ///
  /// @throws TreeException says what is wrong with which entry
  public void read(InputStream archive, MutableTree onto) throws IOException {
    InputStream plain = Decompression.open(archive);
    byte[] start = Decompression.peek(plain);
    if (start.length > 0) {
      ArchiveReader reader =
          CpioReader.isCpio(start) ? new CpioReader(plain) : new TarReader(plain);
      new Run(reader, onto).read();
      plain.transferTo(OutputStream.nullOutputStream());
    }
    if (onto.meta().isEmpty() && tarOptions.missingParents() == TarOptions.MissingParents.CREATE) {
      onto.setMeta(storeMeta(new EntryAttributes(0, 0, AUTOCREATED_MODE), Xattrs.EMPTY));
    }
  }

  private Checksum storeMeta(EntryAttributes attributes, Xattrs xattrs) throws IOException {
    var meta = new DirMeta(attributes.uid(), attributes.gid(), attributes.mode(), xattrs);
    return transaction.writeMetadata(ObjectType.DIRMETA, meta.bytes());
  }

  /// One archive being read.
  private final class Run {

    /// A name for a file that may come later in the archive.
    private record Link(List<String> names, List<String> target) {}

    private final ArchiveReader reader;
    private final MutableTree root;
    private final EntryRules rules;
    private final boolean skipXattrs;
    private final List<Link> links = new ArrayList<>();

    Run(ArchiveReader reader, MutableTree root) {
      this.reader = reader;
      this.root = root;
      this.rules = new EntryRules(options, transaction.repo().mode());
      this.skipXattrs =
          options.xattrs() == ImportOptions.XattrUse.SKIP
              || rules.canonical()
              || transaction.repo().config().disableXattrs();
    }

    void read() throws IOException {
      for (Optional<ArchiveEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (Thread.interrupted()) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted");
        }
        handle(next.get());
      }
      resolveLinks();
    }

    private void handle(ArchiveEntry entry) throws IOException {
      List<String> names = translate(entry.path());
      String path = String.join("/", names);
      if (entry.kind() == ArchiveEntry.Kind.SPECIAL) {
        if (tarOptions.unsupported() == TarOptions.UnsupportedContent.IGNORE) {
          return;
        }
        throw new TreeException.UnsupportedType(
            "Unsupported file type for path \"" + FileNames.display(path) + "\"");
      }
      Optional<EntryAttributes> kept = rules.apply("/" + path, entry.attributes());
      if (kept.isEmpty()) {
        return;
      }
      EntryAttributes attributes = kept.get();
      if (entry.kind() == ArchiveEntry.Kind.DIRECTORY) {
        directory(names, attributes, entry.xattrs());
        return;
      }
      if (names.isEmpty()) {
        throw new TreeException.UnsupportedType("Unsupported file type for path \"\"");
      }
      MutableTree parent = parent(names, attributes);
      if (entry.kind() == ArchiveEntry.Kind.HARD_LINK) {
        FileNames.check(names.getLast());
        links.add(new Link(names, translate(entry.target())));
        return;
      }
      parent.replaceFile(names.getLast(), store(entry, attributes));
    }

    private void directory(List<String> names, EntryAttributes attributes, Xattrs xattrs)
        throws IOException {
      Checksum meta = storeMeta(attributes, kept(xattrs));
      MutableTree directory =
          names.isEmpty() ? root : parent(names, attributes).ensureDirectory(names.getLast());
      directory.setMeta(meta);
    }

    private Checksum store(ArchiveEntry entry, EntryAttributes attributes) throws IOException {
      Xattrs xattrs = kept(entry.xattrs());
      if (entry.kind() == ArchiveEntry.Kind.SYMLINK) {
        if (entry.target().isEmpty() || entry.target().indexOf('\0') >= 0) {
          throw new TreeException.BadArchive(
              "Invalid symlink target of \"" + FileNames.display(entry.path()) + "\"");
        }
        FileHeader header =
            FileHeader.symlink(
                attributes.uid(), attributes.gid(), attributes.mode(), entry.target(), xattrs);
        return transaction.writeContent(header, 0, InputStream.nullInputStream());
      }
      FileHeader header =
          FileHeader.regular(attributes.uid(), attributes.gid(), attributes.mode(), xattrs);
      return transaction.writeContent(header, entry.sizeBytes(), reader.content());
    }

    private Xattrs kept(Xattrs xattrs) {
      return skipXattrs ? Xattrs.EMPTY : xattrs;
    }

    /// The directory that an entry goes into.
    private MutableTree parent(List<String> names, EntryAttributes child) throws IOException {
      List<String> parents = names.subList(0, Math.max(0, names.size() - 1));
      if (tarOptions.missingParents() == TarOptions.MissingParents.REFUSE) {
        return root.walk(parents);
      }
      Optional<MutableTree> there = findDirectory(parents);
      return there.isPresent() ? there.get() : makeParents(parents, child);
    }

    private Optional<MutableTree> findDirectory(List<String> names) throws IOException {
      MutableTree at = root;
      for (String name : names) {
        Optional<MutableTree> next = at.findDirectory(name);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        at = next.get();
      }
      return Optional.of(at);
    }

    /// Makes the missing directories. As in the reference program, those on the way which are there
    /// already get the same owner and mode: same input, same bytes.
    private MutableTree makeParents(List<String> parents, EntryAttributes child)
        throws IOException {
      var attributes = new EntryAttributes(child.uid(), child.gid(), AUTOCREATED_MODE);
      Checksum meta = storeMeta(attributes, Xattrs.EMPTY);
      MutableTree at = root;
      at.setMeta(meta);
      for (String name : parents) {
        at = at.ensureDirectory(name);
        at.setMeta(meta);
      }
      return at;
    }

    /// Every name is given only now, since the file it repeats may come after it. A link to a link
    /// waits for another round, until a round resolves nothing.
    private void resolveLinks() throws IOException {
      List<Link> todo = links;
      while (!todo.isEmpty()) {
        var waiting = new ArrayList<Link>();
        for (Link link : todo) {
          Optional<Checksum> file = findTarget(link.target);
          if (file.isPresent()) {
            List<String> parents = link.names.subList(0, link.names.size() - 1);
            root.walk(parents).replaceFile(link.names.getLast(), file.get());
          } else {
            waiting.add(link);
          }
        }
        if (waiting.size() == todo.size()) {
          String target = String.join("/", waiting.getFirst().target);
          throw linkFailure(target, "No such file or directory: " + target);
        }
        todo = waiting;
      }
    }

    private Optional<Checksum> findTarget(List<String> target) throws IOException {
      if (findDirectory(target).isPresent()) {
        String path = String.join("/", target);
        throw linkFailure(
            path, "Expected hardlink file target at \"" + path + "\" but found a directory");
      }
      Optional<MutableTree> parent = findDirectory(target.subList(0, target.size() - 1));
      return parent.isPresent() ? parent.get().findFile(target.getLast()) : Optional.empty();
    }

    private TreeException.NotFound linkFailure(String target, String why) {
      return new TreeException.NotFound(
          "ostree-tar: Processing deferred hardlink "
              + FileNames.display(target)
              + ": Failed to find object: "
              + FileNames.display(why));
    }

    /// The names that lead to an entry in the tree, after all renaming.
    private List<String> translate(String path) throws TreeException.BadArchive {
      List<String> names = relative(path);
      if (tarOptions.layout() == TarOptions.Layout.OSTREE_CONVENTION
          && !names.isEmpty()
          && names.getFirst().equals("etc")) {
        var moved = new ArrayList<>(CommitTree.names(CONVENTION_ETC));
        moved.addAll(names.subList(1, names.size()));
        return moved;
      }
      if (tarOptions.renames()) {
        return relative(tarOptions.rename(String.join("/", names)));
      }
      return names;
    }

    private List<String> relative(String path) throws TreeException.BadArchive {
      List<String> names = CommitTree.names(path);
      if (names.contains("..")) {
        String shown = FileNames.display(path);
        throw new TreeException.BadArchive(
            "While making relative path \"" + shown + "\":Invalid uplink '..' in path " + shown);
      }
      return names;
    }
  }
}
