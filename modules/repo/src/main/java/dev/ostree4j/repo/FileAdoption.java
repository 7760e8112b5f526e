// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Takes over files of a tree that its owner gives away, by renaming instead of copying them.
final class FileAdoption {
  private final Kernel kernel;
  private final RepoMode mode;
  private final boolean withXattrs;
  private final ObjectSink sink;
  private final ObjectStore known;
  private final Spares<WorkArea> areas;

  FileAdoption(Repo repo, ObjectSink sink, ObjectStore known, Spares<WorkArea> areas) {
    this.kernel = repo.kernel();
    this.mode = repo.mode();
    this.withXattrs = !repo.config().disableXattrs();
    this.sink = sink;
    this.known = known;
    this.areas = areas;
  }

  /// Takes a regular file over; nothing when it can only be copied.
  Optional<Checksum> adopt(FileHeader header, Descriptor directory, String name)
      throws IOException {
    if (header.isSymlink() || mode == RepoMode.ARCHIVE || mode == RepoMode.BARE_SPLIT_XATTRS) {
      return Optional.empty();
    }
    try (Descriptor file = kernel.openRead(directory, name)) {
      FileStatus status = kernel.status(file);
      if (!isOurs(status, header, file)) {
        return Optional.empty();
      }
      Checksum checksum = hash(header, file, status.sizeBytes());
      var object = new ObjectName(checksum, ObjectType.FILE);
      if (mode == RepoMode.BARE_USER_ONLY) {
        BareUserOnlyModes.check(checksum, header);
      }
      if (known.hasOwn(object)) {
        kernel.unlink(directory, name);
        return Optional.of(checksum);
      }
      return move(header, file, directory, name, object);
    }
  }

  /// Whether the file can become the object as it is.
  ///
  /// As with the C program a second name does not matter where the file stays what it was: who
  /// gives a tree away gives all names in it. Where the header goes into an attribute, that would
  /// show under the other name, so there it is copied.
  private boolean isOurs(FileStatus status, FileHeader header, Descriptor file) throws IOException {
    if (mode == RepoMode.BARE_USER && status.links() != 1) {
      return false;
    }
    if (mode != RepoMode.BARE) {
      return status.uid() == kernel.effectiveUser();
    }
    return status.uid() == header.uid()
        && status.gid() == header.gid()
        && status.mode() == header.mode()
        && xattrs(file).equals(header.xattrs());
  }

  private Xattrs xattrs(Descriptor file) throws IOException {
    return withXattrs ? ContentReader.xattrs(kernel, file) : Xattrs.EMPTY;
  }

  private Checksum hash(FileHeader header, Descriptor file, long size) throws IOException {
    WorkArea area = areas.take();
    Hasher hasher = Hasher.sha256().update(header.framed());
    long done = 0;
    while (done < size) {
      int n = kernel.readAt(file, done, area.input, 0, area.input.length);
      if (n < 0) {
        break; // the name follows the bytes that are there
      }
      hasher.update(area.input, 0, n);
      done += n;
    }
    areas.give(area);
    return hasher.finish();
  }

  private Optional<Checksum> move(
      FileHeader header, Descriptor file, Descriptor directory, String name, ObjectName object)
      throws IOException {
    switch (mode) {
      case BARE -> TempFile.setTimes(kernel, file);
      case BARE_USER -> TempFile.finishBareUser(kernel, file, header);
      case BARE_USER_ONLY -> TempFile.finishBareUserOnly(kernel, file, header);
      case BARE_SPLIT_XATTRS, ARCHIVE -> throw new AssertionError(mode);
    }
    try {
      if (!sink.adopt(file, directory, name, object)) {
        kernel.unlink(directory, name);
      }
      return Optional.of(object.checksum());
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      return Optional.empty(); // another file system
    }
  }
}
