// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Brings objects of another repository into this one, the cheapest way that is safe: a hardlink,
/// the stored bytes, or the content written again.
///
/// What is not trusted is never linked: its owner could change it afterwards.
final class ObjectImporter implements AutoCloseable {
  private final Repo target;
  private final Kernel kernel;
  private final ObjectSink sink;
  private final ObjectStore known;
  private final ContentWriter content;
  private final MetadataWriter metadata;
  private final TransactionCounters counters;

  /// What was found out about the source of the last import; sources seldom change.
  private volatile Source lastSource;

  private final Map<Repo, PrefixDirectories> sources = new ConcurrentHashMap<>();

  ObjectImporter(
      Repo target,
      ObjectSink sink,
      ObjectStore known,
      ContentWriter content,
      MetadataWriter metadata,
      TransactionCounters counters) {
    this.target = target;
    this.kernel = target.kernel();
    this.sink = sink;
    this.known = known;
    this.content = content;
    this.metadata = metadata;
    this.counters = counters;
    this.lastSource = new Source(target, true);
  }

  /// True when the object is new here.
  boolean importFrom(Repo source, ObjectName name, Trust trust, ModePolicy modes)
      throws IOException {
    if (known.has(name)) {
      copyDetached(source, name);
      return false;
    }
    boolean checked =
        modes == ModePolicy.BARE_USER_ONLY || target.mode() == RepoMode.BARE_USER_ONLY;
    boolean isFile = name.type() == ObjectType.FILE;
    Optional<Boolean> linked =
        trust == Trust.VERIFY || isFile && checked ? Optional.empty() : linkUnseen(source, name);
    if (isFile) {
      return linked.isPresent()
          ? linked.get()
          : importContent(find(source, name), name, trust, checked);
    }
    boolean added =
        linked.isPresent() ? linked.get() : importMetadata(find(source, name), name, trust);
    copyDetached(source, name);
    return added;
  }

  /// Links an object of which nothing need be known without looking for it first, as most objects
  /// of a pull on one machine. Nothing when there is a reason to look.
  private Optional<Boolean> linkUnseen(Repo source, ObjectName name) throws IOException {
    boolean linkable =
        name.type() == ObjectType.FILE ? mayLinkContent(source, Optional.empty()) : mayLink(source);
    String path = name.loosePath(source.mode() == RepoMode.ARCHIVE);
    Optional<Descriptor> directory = linkable ? directories(source).find(path) : Optional.empty();
    return directory.isPresent()
        ? link(directory.get(), PrefixDirectories.name(path), name)
        : Optional.empty();
  }

  /// The directories of a source stay open: thousands of objects come from each.
  private PrefixDirectories directories(Repo source) {
    return sources.computeIfAbsent(
        source, repo -> new PrefixDirectories(repo.kernel(), repo.objectsDirectory()));
  }

  /// Stores a commit whose bytes are known to be right: as a link to the source's file where that
  /// holds them. True when it is new here.
  boolean importCommit(Repo source, ObjectName commit, byte[] bytes) throws IOException {
    if (known.hasOwn(commit)) {
      return false;
    }
    try {
      StoredFile stored = find(source, commit);
      if (mayLink(stored.owner())) {
        Optional<Boolean> linked =
            sink.linkHolding(bytes, stored.directory(), stored.path(), commit);
        if (linked.isPresent()) {
          return linked.get();
        }
      }
    } catch (FileSystemException | RepoException.ObjectMissing e) {
      // Another file system, or the source is another by now; the bytes are what counts.
    }
    return metadata.writeTrusted(commit, bytes);
  }

  private StoredFile find(Repo source, ObjectName name) throws IOException {
    String path = name.loosePath(source.mode() == RepoMode.ARCHIVE);
    Optional<Descriptor> directory = directories(source).find(path);
    if (directory.isPresent()) {
      String file = PrefixDirectories.name(path);
      if (source.kernel().findStatus(directory.get(), file).isPresent()) {
        return new StoredFile(source, directory.get(), file);
      }
    }
    return source
        .objects()
        .findLoose(name)
        .orElseThrow(() -> new RepoException.ObjectMissing(name));
  }

  private boolean importMetadata(StoredFile stored, ObjectName name, Trust trust)
      throws IOException {
    if (mayLink(stored.owner())) {
      Optional<Boolean> linked = link(stored, name, trust);
      if (linked.isPresent()) {
        return linked.get();
      }
    }
    byte[] bytes = stored.owner().objects().readMetadata(name);
    if (trust == Trust.VERIFY) {
      verify(name, bytes);
    }
    return metadata.writeTrusted(name, bytes);
  }

  private static void verify(ObjectName name, byte[] bytes) throws IOException {
    if (name.type() == ObjectType.COMMIT_METADATA || name.type() == ObjectType.TOMBSTONE_COMMIT) {
      return; // not named by their bytes
    }
    Checksum actual = Checksum.ofContent(bytes);
    String context = "fsck " + name + ": ";
    if (!actual.equals(name.checksum())) {
      throw new RepoException.ObjectDamaged(name, context + ObjectVerifier.mismatch(name, actual));
    }
    try {
      ObjectVerifier.checkFormat(name.type(), bytes);
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, context + e.getMessage());
    }
  }

  /// @param checked whether the mode of the file may be refused
  private boolean importContent(StoredFile stored, ObjectName name, Trust trust, boolean checked)
      throws IOException {
    ObjectStore source = stored.owner().objects();
    Optional<FileHeader> header =
        checked ? Optional.of(source.readHeader(name.checksum())) : Optional.empty();
    if (header.isPresent()) {
      BareUserOnlyModes.check(name.checksum(), header.get());
    }
    if (mayLinkContent(stored.owner(), header)) {
      Optional<Boolean> linked = link(stored, name, trust);
      if (linked.isPresent()) {
        return linked.get();
      }
    }
    boolean bothArchives =
        stored.owner().mode() == RepoMode.ARCHIVE && target.mode() == RepoMode.ARCHIVE;
    return bothArchives ? copyArchived(stored, name, trust) : rewrite(source, name, trust);
  }

  private boolean mayLinkContent(Repo source, Optional<FileHeader> header) throws IOException {
    if (!mayLink(source) || target.mode() == RepoMode.BARE_SPLIT_XATTRS) {
      return false;
    }
    if (source.mode() == target.mode()) {
      return true;
    }
    // Only what bare-user stores for a readable regular file is what bare-user-only would store.
    return source.mode() == RepoMode.BARE_USER
        && target.mode() == RepoMode.BARE_USER_ONLY
        && header.isPresent()
        && !header.get().isSymlink()
        && header.get().permissions() == TempFile.bareUserMode(header.get());
  }

  /// Files of another user's repository could be changed by that user.
  private boolean mayLink(Repo source) throws IOException {
    Source last = lastSource;
    if (last.repo != source) {
      int theirs = kernel.status(source.directory()).uid();
      int ours = kernel.status(target.directory()).uid();
      last = new Source(source, theirs == ours && source.kernel() == kernel);
      lastSource = last;
    }
    return last.linkable;
  }

  /// Links the file itself, once it is known to be sound where the source is not trusted.
  private Optional<Boolean> link(StoredFile stored, ObjectName name, Trust trust)
      throws IOException {
    if (trust == Trust.VERIFY) {
      stored.owner().objects().verify(name);
    }
    return link(stored.directory(), stored.path(), name);
  }

  /// Nothing when this file cannot be linked here: it is missing, lies on another file system, or
  /// has too many links.
  private Optional<Boolean> link(Descriptor directory, String file, ObjectName name)
      throws IOException {
    try {
      return Optional.of(sink.link(directory, file, name));
    } catch (FileSystemException e) {
      return Optional.empty();
    }
  }

  /// Keeps the deflated bytes: deflating again is by far the most expensive way.
  private boolean copyArchived(StoredFile stored, ObjectName name, Trust trust) throws IOException {
    if (trust == Trust.VERIFY) {
      stored.owner().objects().verify(name);
    }
    Kernel theirs = stored.owner().kernel();
    try (Descriptor source = theirs.openRead(stored.directory(), stored.path())) {
      if (theirs != kernel) {
        return rewrite(stored.owner().objects(), name, trust);
      }
      long size = kernel.status(source).sizeBytes();
      content.spend(size);
      try (TempFile file = sink.create()) {
        if (!kernel.reflink(source, file.file())) {
          copy(source, file, size);
        }
        file.finishMetadata();
        boolean added = sink.store(file, name);
        counters.contentWritten(size);
        return added;
      }
    }
  }

  private void copy(Descriptor source, TempFile file, long size) throws IOException {
    long copied = kernel.copyRange(source, file.file(), size);
    if (copied != size) {
      throw new IOException("Object shrank while it was copied");
    }
  }

  private boolean rewrite(ObjectStore source, ObjectName name, Trust trust) throws IOException {
    try (ContentObject opened = source.openContent(name.checksum())) {
      Optional<Descriptor> file = opened.file().filter(f -> source.repo().kernel() == kernel);
      if (trust == Trust.TRUSTED) {
        rewriteTrusted(opened, file, name.checksum());
      } else if (file.isPresent()) {
        content.write(name.checksum(), opened.header(), opened.sizeBytes(), file.get());
      } else {
        content.write(name.checksum(), opened.header(), opened.sizeBytes(), opened.stream());
      }
      return true;
    }
  }

  private void rewriteTrusted(ContentObject opened, Optional<Descriptor> file, Checksum name)
      throws IOException {
    if (file.isPresent()) {
      content.writeTrusted(name, opened.header(), opened.sizeBytes(), file.get());
    } else {
      content.writeTrusted(name, opened.header(), opened.sizeBytes(), opened.stream());
    }
  }

  private void copyDetached(Repo source, ObjectName name) throws IOException {
    if (name.type() == ObjectType.COMMIT) {
      importDetachedMetadata(source, name.checksum());
    }
  }

  /// Signatures may be added to a commit at any time, so they are brought along each time.
  void importDetachedMetadata(Repo source, Checksum commit) throws IOException {
    var detached = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    Optional<byte[]> theirs = source.objects().findMetadata(detached);
    if (theirs.isEmpty()) {
      return;
    }
    Optional<byte[]> ours = known.findMetadata(detached);
    if (ours.isEmpty() || !Arrays.equals(ours.get(), theirs.get())) {
      metadata.writeDetached(commit, theirs.get());
    }
  }

  private record Source(Repo repo, boolean linkable) {}

  @Override
  public void close() throws IOException {
    for (PrefixDirectories source : sources.values()) {
      source.close();
    }
  }
}
