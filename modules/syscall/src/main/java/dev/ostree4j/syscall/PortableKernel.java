// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `java.nio.file` can do.
public final class PortableKernel implements Kernel {
  /// A kernel for this file system.
  public PortableKernel(FileSystem fileSystem) {}

  @Override
  public Set<Capability> capabilities() {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor openRoot(Path directory) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor openDirectory(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor openRead(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor openReadBeneath(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor openReadWrite(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor create(Descriptor at, String path, int mode) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Optional<Descriptor> createUnnamed(Descriptor directory, int mode) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void linkUnnamed(Descriptor file, Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public int read(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public boolean reflink(Descriptor from, Descriptor to) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void truncate(Descriptor file, long sizeBytes) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public FileStatus status(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public FileStatus status(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Optional<FileStatus> findStatus(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public FileSystemStatus fileSystem(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public String readLink(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public List<DirectoryEntry> list(Descriptor directory) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void rename(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void renameNoReplace(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void exchange(Descriptor oneAt, String one, Descriptor otherAt, String other)
      throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void unlink(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void removeDirectory(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void makeDirectory(Descriptor at, String path, int mode) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void symlink(String target, Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void makeNode(Descriptor at, String path, int mode, long device) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void changeOwner(Descriptor file, int uid, int gid) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void changeOwner(Descriptor at, String path, int uid, int gid) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void changeMode(Descriptor file, int mode) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void changeMode(Descriptor at, String path, int mode) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void setTimes(Descriptor file, Instant accessed, Instant modified) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void setTimes(Descriptor at, String path, Instant accessed, Instant modified)
      throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public List<byte[]> xattrNames(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public List<byte[]> xattrNames(Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Optional<byte[]> xattr(Descriptor file, byte[] name) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Optional<byte[]> xattr(Descriptor at, String path, byte[] name) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void setXattr(Descriptor file, byte[] name, byte[] value) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void setXattr(Descriptor at, String path, byte[] name, byte[] value) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void removeXattr(Descriptor file, byte[] name) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void removeXattr(Descriptor at, String path, byte[] name) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void sync(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void dataSync(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void syncFileSystem(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public boolean tryLock(Descriptor file, LockKind kind) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void unlock(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public int inodeFlags(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void setInodeFlags(Descriptor file, int flags) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public boolean enableVerity(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public Optional<byte[]> verityDigest(Descriptor file) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void freeze(Descriptor directory) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public void thaw(Descriptor directory) throws IOException {
    throw new AssertionError("not yet");
  }

  @Override
  public int effectiveUser() {
    throw new AssertionError("not yet");
  }
}
