// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PositionalStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes files and symlinks, as the mode of the repository stores them. Safe for many threads.
///
/// A file's name is known only when all of it was hashed. A file that fits the buffer is read and
/// hashed before anything is written, so that writing again what is there already costs no write.
/// A larger one is hashed while it is written: what was hashed is what is stored, even when
/// somebody changes the source meanwhile. Only for an archive it is read twice where that is
/// possible, because deflating takes many times longer than hashing.
final class ContentWriter {
  private final Kernel kernel;
  private final RepoMode mode;
  private final boolean withXattrs;
  private final ObjectSink sink;
  private final ObjectStore known;
  private final SpaceBudget budget;
  private final TransactionCounters counters;
  private final Spares<WorkArea> areas;

  /// What keeps attributes beside the file, where that is wanted.
  private final Optional<SplitXattrs> splitXattrs;

  private final PayloadLinks payloadLinks;

  /// Whether the file system may be able to share content; false after the first refusal.
  private volatile boolean reflinks = true;

  ContentWriter(
      Repo repo,
      ObjectSink sink,
      ObjectStore known,
      SpaceBudget budget,
      TransactionCounters counters,
      Spares<WorkArea> areas,
      Optional<SplitXattrs> splitXattrs) {
    this.kernel = repo.kernel();
    this.mode = repo.mode();
    this.withXattrs = !repo.config().disableXattrs();
    this.sink = sink;
    this.known = known;
    this.budget = budget;
    this.counters = counters;
    this.areas = areas;
    this.splitXattrs = splitXattrs;
    this.payloadLinks = new PayloadLinks(repo, sink, known);
  }

  /// Writes a file or symlink.
  ///
  /// @param expected what it must be, or null
  Checksum write(
      @Nullable Checksum expected, FileHeader header, long sizeBytes, InputStream content)
      throws IOException {
    return write(new Request(expected, false, header, sizeBytes, content, null));
  }

  /// Writes an open file from its start.
  Checksum write(@Nullable Checksum expected, FileHeader header, long sizeBytes, Descriptor file)
      throws IOException {
    var content = new PositionalStream(kernel, file);
    return write(new Request(expected, false, header, sizeBytes, content, file));
  }

  /// Writes what is said to have this name, without hashing it.
  void writeTrusted(Checksum name, FileHeader header, long sizeBytes, InputStream content)
      throws IOException {
    write(new Request(name, true, header, sizeBytes, content, null));
  }

  /// Writes an open file which is said to have this name, without hashing it.
  void writeTrusted(Checksum name, FileHeader header, long sizeBytes, Descriptor file)
      throws IOException {
    var content = new PositionalStream(kernel, file);
    write(new Request(name, true, header, sizeBytes, content, file));
  }

  /// Accounts for content that is stored without passing here.
  void spend(long sizeBytes) throws IOException {
    budget.spend(sizeBytes);
  }

  private Checksum write(Request request) throws IOException {
    if (request.header.isSymlink()) {
      return writeSymlink(request);
    }
    WorkArea area = areas.take();
    boolean clean = false;
    try {
      Checksum checksum =
          request.sizeBytes <= area.input.length
              ? writeSmall(request, area)
              : writeLarge(request, area);
      clean = true;
      return checksum;
    } finally {
      if (clean) {
        areas.give(area);
      } else {
        area.deflater.end(); // the hasher has eaten half a file
      }
    }
  }

  private Checksum writeSmall(Request request, WorkArea area) throws IOException {
    int size = (int) request.sizeBytes;
    int filled = 0;
    while (filled < size) {
      int n = request.content.read(area.input, filled, size - filled);
      if (n < 0) {
        throw tooShort(request, filled);
      }
      filled += n;
    }
    requireEnd(request);
    var naming = new Naming(request, area.hasher);
    naming.update(area.input, size);
    Checksum checksum = naming.finish();
    if (isKnown(request, checksum)) {
      return checksum;
    }
    budget.spend(size);
    try (TempFile file = sink.create()) {
      PayloadWriter payload = payloadWriter(file, request, area);
      payload.write(area.input, 0, size);
      payload.finish();
      Optional<Checksum> shared =
          payloadLinks.isWanted(size)
              ? Optional.of(Hasher.sha256().update(area.input, 0, size).finish())
              : Optional.empty();
      store(file, request, checksum, shared);
    }
    return checksum;
  }

  private Checksum writeLarge(Request request, WorkArea area) throws IOException {
    if (mode == RepoMode.ARCHIVE && request.file != null) {
      Checksum checksum = hash(request, request.file, area);
      if (isKnown(request, checksum)) {
        return checksum;
      }
    }
    budget.spend(request.sizeBytes);
    try (TempFile file = sink.create()) {
      Optional<Hasher> shared =
          payloadLinks.isWanted(request.sizeBytes)
              ? Optional.of(Hasher.sha256())
              : Optional.empty();
      Checksum checksum = fill(file, request, area, shared);
      if (!isKnown(request, checksum)) {
        store(file, request, checksum, shared.map(Hasher::finish));
      }
      return checksum;
    }
  }

  private Checksum fill(TempFile file, Request request, WorkArea area, Optional<Hasher> shared)
      throws IOException {
    if (shared.isEmpty() && reflink(request, file)) {
      return hash(request, file.file(), area);
    }
    var naming = new Naming(request, area.hasher);
    PayloadWriter payload = payloadWriter(file, request, area);
    long done = 0;
    while (done < request.sizeBytes) {
      int wanted = (int) Math.min(area.input.length, request.sizeBytes - done);
      int n = request.content.read(area.input, 0, wanted);
      if (n < 0) {
        throw tooShort(request, done);
      }
      naming.update(area.input, n);
      shared.ifPresent(hasher -> hasher.update(area.input, 0, n));
      payload.write(area.input, 0, n);
      done += n;
    }
    requireEnd(request);
    payload.finish();
    return naming.finish();
  }

  /// Shares the content of the source instead of copying it. The copy is hashed, not the source:
  /// nobody else can change it.
  private boolean reflink(Request request, TempFile file) throws IOException {
    if (mode == RepoMode.ARCHIVE || request.file == null || !reflinks) {
      return false;
    }
    reflinks = kernel.reflink(request.file, file.file());
    return reflinks && kernel.status(file.file()).sizeBytes() == request.sizeBytes;
  }

  private Checksum hash(Request request, Descriptor file, WorkArea area) throws IOException {
    if (request.trusted && request.expected != null) {
      return request.expected;
    }
    area.hasher.update(request.header.framed());
    long done = 0;
    while (done < request.sizeBytes) {
      int wanted = (int) Math.min(area.input.length, request.sizeBytes - done);
      int n = kernel.readAt(file, done, area.input, 0, wanted);
      if (n < 0) {
        throw tooShort(request, done);
      }
      area.hasher.update(area.input, 0, n);
      done += n;
    }
    return area.hasher.finish();
  }

  private PayloadWriter payloadWriter(TempFile file, Request request, WorkArea area)
      throws IOException {
    return mode == RepoMode.ARCHIVE
        ? PayloadWriter.archive(file, request.header, request.sizeBytes, area)
        : PayloadWriter.plain(file);
  }

  private void store(TempFile file, Request request, Checksum checksum, Optional<Checksum> payload)
      throws IOException {
    if (payload.isPresent()) {
      payloadLinks.share(payload.get(), file, request.sizeBytes);
    }
    finish(file, request.header);
    store(file, request.header, checksum, request.sizeBytes);
    if (payload.isPresent()) {
      payloadLinks.add(payload.get(), checksum);
    }
  }

  private void store(TempFile file, FileHeader header, Checksum checksum, long sizeBytes)
      throws IOException {
    if (splitXattrs.isPresent()) {
      splitXattrs.get().write(checksum, header.xattrs());
    }
    count(sink.store(file, new ObjectName(checksum, ObjectType.FILE)), sizeBytes);
  }

  private void count(boolean stored, long sizeBytes) {
    if (stored) {
      counters.contentWritten(sizeBytes);
    } else {
      counters.contentPresent();
    }
  }

  private void finish(TempFile file, FileHeader header) throws IOException {
    switch (mode) {
      case ARCHIVE -> file.finishMetadata();
      case BARE -> file.finishBare(header, withXattrs ? header.xattrs() : Xattrs.EMPTY);
      case BARE_USER -> file.finishBareUser(header);
      case BARE_USER_ONLY -> file.finishBareUserOnly(header);
      case BARE_SPLIT_XATTRS -> file.finishBare(header, Xattrs.EMPTY);
    }
  }

  private Checksum writeSymlink(Request request) throws IOException {
    FileHeader header = request.header;
    Checksum checksum =
        request.trusted && request.expected != null
            ? request.expected
            : header.checksumWithoutContent();
    if (isKnown(request, checksum)) {
      return checksum;
    }
    budget.spend(0);
    switch (mode) {
      case ARCHIVE, BARE_USER -> writeSymlinkFile(header, checksum);
      case BARE, BARE_USER_ONLY, BARE_SPLIT_XATTRS -> writeRealSymlink(header, checksum);
    }
    return checksum;
  }

  private void writeSymlinkFile(FileHeader header, Checksum checksum) throws IOException {
    try (TempFile file = sink.create()) {
      if (mode == RepoMode.ARCHIVE) {
        file.write(new ArchiveHeader(header, 0).framed());
      } else {
        file.write((header.symlinkTarget() + "\0").getBytes(StandardCharsets.UTF_8));
      }
      finish(file, header);
      store(file, header, checksum, 0);
    }
  }

  private void writeRealSymlink(FileHeader header, Checksum checksum) throws IOException {
    if (splitXattrs.isPresent()) {
      splitXattrs.get().write(checksum, header.xattrs());
    }
    var name = new ObjectName(checksum, ObjectType.FILE);
    boolean stored =
        sink.symlink(header.symlinkTarget(), name, (at, path) -> dress(header, at, path));
    count(stored, 0);
  }

  private void dress(FileHeader header, Descriptor at, String path) throws IOException {
    if (mode == RepoMode.BARE_USER_ONLY) {
      return;
    }
    kernel.changeOwner(at, path, header.uid(), header.gid());
    if (mode == RepoMode.BARE && withXattrs) {
      for (var xattr : header.xattrs().entries()) {
        kernel.setXattr(at, path, xattr.name(), xattr.value());
      }
    }
  }

  /// What was to be written is another file, in the words that scripts expect.
  static RepoException.ObjectDamaged mismatch(ObjectName name, Checksum actual) {
    return new RepoException.ObjectDamaged(
        name, "Writing content object: " + ObjectVerifier.mismatch(name, actual));
  }

  /// Checks the name and whether the object is there; counts it when it is.
  private boolean isKnown(Request request, Checksum checksum) throws IOException {
    var name = new ObjectName(checksum, ObjectType.FILE);
    if (request.expected != null && !request.expected.equals(checksum)) {
      var expected = new ObjectName(request.expected, ObjectType.FILE);
      throw mismatch(expected, checksum);
    }
    if (mode == RepoMode.BARE_USER_ONLY) {
      BareUserOnlyModes.check(checksum, request.header);
    }
    boolean present = known.hasOwn(name);
    if (present) {
      counters.contentPresent();
    }
    return present;
  }

  private static void requireEnd(Request request) throws IOException {
    // An open file may have grown since its size was asked for; a stream must be as long as said.
    if (request.file == null && request.content.read() >= 0) {
      throw new IOException("Content is longer than " + request.sizeBytes + " bytes");
    }
  }

  private static EOFException tooShort(Request request, long done) {
    return new EOFException("Content ended after " + done + " of " + request.sizeBytes + " bytes");
  }

  /// One file to write; `file` is null when only a stream is there.
  private record Request(
      @Nullable Checksum expected,
      boolean trusted,
      FileHeader header,
      long sizeBytes,
      InputStream content,
      @Nullable Descriptor file) {}

  /// Finds the name of a file while it passes: by hashing, or by what the caller says.
  private static final class Naming {
    private final @Nullable Checksum trusted;
    private final Hasher hasher;

    Naming(Request request, Hasher hasher) {
      this.trusted = request.trusted ? request.expected : null;
      this.hasher = hasher;
      if (trusted == null) {
        hasher.update(request.header.framed());
      }
    }

    void update(byte[] bytes, int length) {
      if (trusted == null) {
        hasher.update(bytes, 0, length);
      }
    }

    Checksum finish() {
      return trusted == null ? hasher.finish() : trusted;
    }
  }
}
