// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The operating system's files, relative to open directories.
///
/// Every `path` is relative to a directory descriptor and stays beneath it: an absolute path, a
/// `..` and a symlink in any component but the last are refused with a [SyscallException]. Unless
/// a method says otherwise a symlink as the last component is acted on itself, never followed. A
/// NUL in a path is an [IllegalArgumentException].
///
/// Failures keep the JDK's types ([java.nio.file.NoSuchFileException],
/// [java.nio.file.FileAlreadyExistsException], [java.nio.file.AccessDeniedException],
/// [java.nio.file.NotDirectoryException], [java.nio.file.DirectoryNotEmptyException]); the rest is
/// [SyscallException]. A kernel may be used by many threads.
///
/// @since 0.1
public interface Kernel {
  /// The kernel of this machine: Linux itself where it can be spoken to, else `java.nio.file`.
  static Kernel system() {
    return SystemKernel.INSTANCE;
  }

  /// Whether this kernel can do something at all; a file system may still refuse it.
  Set<Capability> capabilities();

  // Opening.

  /// Opens a directory by its path; the only way in, and the only one that follows symlinks freely.
  Descriptor openRoot(Path directory) throws IOException;

  /// Opens a directory; `.` is `at` once more.
  Descriptor openDirectory(Descriptor at, String path) throws IOException;

  /// Opens a regular file for reading; anything else is refused. Never waits for the other end of
  /// a pipe.
  Descriptor openRead(Descriptor at, String path) throws IOException;

  /// Opens a regular file for reading, following symlinks as long as they stay beneath `at`.
  Descriptor openReadBeneath(Descriptor at, String path) throws IOException;

  /// Opens a regular file for reading and writing.
  Descriptor openReadWrite(Descriptor at, String path) throws IOException;

  /// Makes a new file and opens it for reading and writing.
  Descriptor create(Descriptor at, String path, int mode) throws IOException;

  /// Opens a file for reading and writing, and makes it when it is not there.
  Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException;

  /// Makes a file without a name, which vanishes unless it is [linked][#linkUnnamed] somewhere;
  /// empty when this kernel or the file system cannot do that.
  Optional<Descriptor> createUnnamed(Descriptor directory, int mode) throws IOException;

  /// Gives a file made by [#createUnnamed] its name; what is already there stays.
  void linkUnnamed(Descriptor file, Descriptor at, String path) throws IOException;

  // Content.

  /// Reads from the file's offset; the number of bytes, or −1 at the end.
  int read(Descriptor file, byte[] buffer, int offset, int length) throws IOException;

  /// Reads from a position and leaves the file's offset alone; the number of bytes, or −1 at the
  /// end.
  int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException;

  /// The content of a file as memory that can be read as long as the arena is open; empty when this
  /// kernel cannot do that. The file may be closed, but must not become shorter meanwhile.
  Optional<MemorySegment> map(Descriptor file, Arena arena) throws IOException;

  /// Writes all of these bytes at the file's offset.
  void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException;

  /// Copies up to this many bytes from offset to offset, inside the kernel where possible; the
  /// number of bytes copied, less only at the end of `from`.
  long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException;

  /// Makes `to` share all content of `from`; false when the file system cannot.
  boolean reflink(Descriptor from, Descriptor to) throws IOException;

  /// Cuts or extends the file to this length.
  void truncate(Descriptor file, long sizeBytes) throws IOException;

  // Status.

  /// The status of an open file.
  FileStatus status(Descriptor file) throws IOException;

  /// The status of what is there.
  FileStatus status(Descriptor at, String path) throws IOException;

  /// The status of what is there, or nothing when nothing is there.
  Optional<FileStatus> findStatus(Descriptor at, String path) throws IOException;

  /// The file system that an open file lives on.
  FileSystemStatus fileSystem(Descriptor file) throws IOException;

  /// The target of a symlink.
  String readLink(Descriptor at, String path) throws IOException;

  /// All names in a directory but `.` and `..`, in no order.
  List<DirectoryEntry> list(Descriptor directory) throws IOException;

  // Names.

  /// Gives a file, or a symlink itself, a second name; what is already there stays.
  void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException;

  /// Moves a name, and replaces what is there, in one step.
  void rename(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException;

  /// Moves a name; what is already there stays.
  void renameNoReplace(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException;

  /// Exchanges two names in one step.
  void exchange(Descriptor oneAt, String one, Descriptor otherAt, String other) throws IOException;

  /// Removes a name which is not a directory's.
  void unlink(Descriptor at, String path) throws IOException;

  /// Removes an empty directory.
  void removeDirectory(Descriptor at, String path) throws IOException;

  /// Makes a directory; the process' umask applies.
  void makeDirectory(Descriptor at, String path, int mode) throws IOException;

  /// Makes a symlink; the target is not looked at.
  void symlink(String target, Descriptor at, String path) throws IOException;

  /// Makes a device node, a pipe or a socket, as the type bits of the mode say.
  void makeNode(Descriptor at, String path, int mode, long device) throws IOException;

  // Owners, modes, times.

  /// Sets owner and group; −1 leaves one as it is.
  void changeOwner(Descriptor file, int uid, int gid) throws IOException;

  /// Sets owner and group; −1 leaves one as it is.
  void changeOwner(Descriptor at, String path, int uid, int gid) throws IOException;

  /// Sets the permission bits.
  void changeMode(Descriptor file, int mode) throws IOException;

  /// Sets the permission bits; a symlink is refused.
  void changeMode(Descriptor at, String path, int mode) throws IOException;

  /// Sets the times of last access and last change of content.
  void setTimes(Descriptor file, Instant accessed, Instant modified) throws IOException;

  /// Sets the times of last access and last change of content.
  void setTimes(Descriptor at, String path, Instant accessed, Instant modified) throws IOException;

  // Extended attributes. A name is bytes without the NUL which ends it in C.

  /// The names of all extended attributes, in no order; none where there can be none.
  List<byte[]> xattrNames(Descriptor file) throws IOException;

  /// The names of all extended attributes, in no order; none where there can be none.
  List<byte[]> xattrNames(Descriptor at, String path) throws IOException;

  /// The value of an extended attribute.
  Optional<byte[]> xattr(Descriptor file, byte[] name) throws IOException;

  /// The value of an extended attribute.
  Optional<byte[]> xattr(Descriptor at, String path, byte[] name) throws IOException;

  /// Sets an extended attribute.
  void setXattr(Descriptor file, byte[] name, byte[] value) throws IOException;

  /// Sets an extended attribute.
  void setXattr(Descriptor at, String path, byte[] name, byte[] value) throws IOException;

  /// Removes an extended attribute; it is no error when there is none.
  void removeXattr(Descriptor file, byte[] name) throws IOException;

  /// Removes an extended attribute; it is no error when there is none.
  void removeXattr(Descriptor at, String path, byte[] name) throws IOException;

  // Durability.

  /// Waits until content and status of a file, or the names in a directory, are on disk.
  void sync(Descriptor file) throws IOException;

  /// Waits until the content of a file is on disk.
  void dataSync(Descriptor file) throws IOException;

  /// Waits until everything on this file system is on disk.
  void syncFileSystem(Descriptor file) throws IOException;

  // Locks.

  /// Takes a lock that belongs to the open file, or changes its kind; false when somebody else is
  /// in the way. Closing the descriptor gives it back. The file must be open for writing.
  boolean tryLock(Descriptor file, LockKind kind) throws IOException;

  /// Gives the lock back.
  void unlock(Descriptor file) throws IOException;

  // Special.

  /// The inode flags (`chattr`), see [InodeFlags].
  int inodeFlags(Descriptor file) throws IOException;

  /// Sets the inode flags.
  void setInodeFlags(Descriptor file, int flags) throws IOException;

  /// Turns fs-verity on (SHA-256, blocks of 4096 bytes); true when it is on afterwards, false when
  /// it is not supported. Nobody may have the file open for writing.
  boolean enableVerity(Descriptor file) throws IOException;

  /// The fs-verity digest; nothing when it is not on.
  Optional<byte[]> verityDigest(Descriptor file) throws IOException;

  /// Stops all writing to a file system until it is [thawed][#thaw]. Dangerous: whoever freezes
  /// the file system it runs from never wakes up to thaw it.
  void freeze(Descriptor directory) throws IOException;

  /// Lets writing go on.
  void thaw(Descriptor directory) throws IOException;

  /// The number of the user whose rights this process has; −1 where there are no such numbers.
  int effectiveUser();
}
