// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileSystemStatus;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A kernel that works until the planned call, and remembers what it was asked for.
///
/// A crash test runs once without a plan to count the calls in [#trace], then once for each call
/// with [FaultPlan#cuttingOff], and looks at what is on disk each time with a fresh kernel. Give
/// it a real kernel; descriptors of the two do not mix.
///
/// @since 0.1
// The kernel is not for everyone, and so neither is this: whoever may use the one sees both.
@SuppressWarnings("exports")
public final class FaultyKernel implements Kernel {
  private final Kernel real;
  private final FaultSchedule schedule;

  /// Wraps a kernel; every plan counts for itself.
  public FaultyKernel(Kernel real, FaultPlan... plans) {
    this.real = real;
    this.schedule = new FaultSchedule(List.of(plans));
  }

  /// What was called so far, those included that failed as planned, but nothing after a cut.
  public List<Step> trace() {
    return schedule.trace();
  }

  private Descriptor wrap(Descriptor opened, String path) {
    return new FaultyDescriptor(schedule, opened, path);
  }

  private void enter(String call, Descriptor file) throws IOException {
    schedule.enter(new Step(call, FaultyDescriptor.path(file), ""));
  }

  private void enter(String call, Descriptor at, String path) throws IOException {
    schedule.enter(new Step(call, FaultyDescriptor.path(at, path), ""));
  }

  private void enter(String call, Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    String source = FaultyDescriptor.path(fromAt, from);
    schedule.enter(new Step(call, source, FaultyDescriptor.path(toAt, to)));
  }

  @Override
  public Set<Capability> capabilities() {
    return real.capabilities();
  }

  @Override
  public Descriptor openRoot(Path directory) throws IOException {
    schedule.enter(new Step("openRoot", directory.toString(), ""));
    return wrap(real.openRoot(directory), ".");
  }

  @Override
  public Descriptor openDirectory(Descriptor at, String path) throws IOException {
    enter("openDirectory", at, path);
    return wrap(
        real.openDirectory(FaultyDescriptor.real(at), path), FaultyDescriptor.path(at, path));
  }

  @Override
  public Descriptor openRead(Descriptor at, String path) throws IOException {
    enter("openRead", at, path);
    return wrap(real.openRead(FaultyDescriptor.real(at), path), FaultyDescriptor.path(at, path));
  }

  @Override
  public Descriptor openReadBeneath(Descriptor at, String path) throws IOException {
    enter("openReadBeneath", at, path);
    return wrap(
        real.openReadBeneath(FaultyDescriptor.real(at), path), FaultyDescriptor.path(at, path));
  }

  @Override
  public Descriptor openReadWrite(Descriptor at, String path) throws IOException {
    enter("openReadWrite", at, path);
    return wrap(
        real.openReadWrite(FaultyDescriptor.real(at), path), FaultyDescriptor.path(at, path));
  }

  @Override
  public Descriptor create(Descriptor at, String path, int mode) throws IOException {
    enter("create", at, path);
    return wrap(
        real.create(FaultyDescriptor.real(at), path, mode), FaultyDescriptor.path(at, path));
  }

  @Override
  public Descriptor openOrCreate(Descriptor at, String path, int mode) throws IOException {
    enter("openOrCreate", at, path);
    return wrap(
        real.openOrCreate(FaultyDescriptor.real(at), path, mode), FaultyDescriptor.path(at, path));
  }

  @Override
  public Optional<Descriptor> createUnnamed(Descriptor directory, int mode) throws IOException {
    enter("createUnnamed", directory);
    Optional<Descriptor> opened = real.createUnnamed(FaultyDescriptor.real(directory), mode);
    return opened.isPresent()
        ? Optional.of(wrap(opened.get(), FaultyDescriptor.path(directory, "(unnamed)")))
        : opened;
  }

  @Override
  public void linkUnnamed(Descriptor file, Descriptor at, String path) throws IOException {
    enter("linkUnnamed", file, ".", at, path);
    real.linkUnnamed(FaultyDescriptor.real(file), FaultyDescriptor.real(at), path);
  }

  @Override
  public int read(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    enter("read", file);
    return real.read(FaultyDescriptor.real(file), buffer, offset, length);
  }

  @Override
  public int readAt(Descriptor file, long position, byte[] buffer, int offset, int length)
      throws IOException {
    enter("readAt", file);
    return real.readAt(FaultyDescriptor.real(file), position, buffer, offset, length);
  }

  @Override
  public Optional<MemorySegment> map(Descriptor file, Arena arena) throws IOException {
    enter("map", file);
    return real.map(FaultyDescriptor.real(file), arena);
  }

  @Override
  public void write(Descriptor file, byte[] buffer, int offset, int length) throws IOException {
    Descriptor target = FaultyDescriptor.real(file);
    Step step = new Step("write", FaultyDescriptor.path(file), "");
    switch (schedule.next(step)) {
      case Fault.ShortWrite cut -> {
        real.write(target, buffer, offset, Math.min(length, cut.bytes()));
        throw FaultSchedule.failure(step, cut.errno());
      }
      case Fault.TornWrite torn -> {
        real.write(target, buffer, offset, Math.min(length, torn.bytes()));
        throw schedule.die(step);
      }
      case Fault.Fail fail -> throw FaultSchedule.failure(step, fail.errno());
      case Fault.CutOff cut -> throw schedule.die(step);
      case Fault.Delay delay -> {
        FaultSchedule.sleep(delay);
        real.write(target, buffer, offset, length);
      }
      case null -> real.write(target, buffer, offset, length);
    }
  }

  @Override
  public long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
    enter("copyRange", from, ".", to, ".");
    return real.copyRange(FaultyDescriptor.real(from), FaultyDescriptor.real(to), lengthBytes);
  }

  @Override
  public boolean reflink(Descriptor from, Descriptor to) throws IOException {
    enter("reflink", from, ".", to, ".");
    return real.reflink(FaultyDescriptor.real(from), FaultyDescriptor.real(to));
  }

  @Override
  public void truncate(Descriptor file, long sizeBytes) throws IOException {
    enter("truncate", file);
    real.truncate(FaultyDescriptor.real(file), sizeBytes);
  }

  @Override
  public FileStatus status(Descriptor file) throws IOException {
    enter("status", file);
    return real.status(FaultyDescriptor.real(file));
  }

  @Override
  public FileStatus status(Descriptor at, String path) throws IOException {
    enter("status", at, path);
    return real.status(FaultyDescriptor.real(at), path);
  }

  @Override
  public Optional<FileStatus> findStatus(Descriptor at, String path) throws IOException {
    enter("findStatus", at, path);
    return real.findStatus(FaultyDescriptor.real(at), path);
  }

  @Override
  public FileSystemStatus fileSystem(Descriptor file) throws IOException {
    enter("fileSystem", file);
    return real.fileSystem(FaultyDescriptor.real(file));
  }

  @Override
  public String readLink(Descriptor at, String path) throws IOException {
    enter("readLink", at, path);
    return real.readLink(FaultyDescriptor.real(at), path);
  }

  @Override
  public List<DirectoryEntry> list(Descriptor directory) throws IOException {
    enter("list", directory);
    return real.list(FaultyDescriptor.real(directory));
  }

  @Override
  public void link(Descriptor fromAt, String from, Descriptor toAt, String to) throws IOException {
    enter("link", fromAt, from, toAt, to);
    real.link(FaultyDescriptor.real(fromAt), from, FaultyDescriptor.real(toAt), to);
  }

  @Override
  public void rename(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    enter("rename", fromAt, from, toAt, to);
    real.rename(FaultyDescriptor.real(fromAt), from, FaultyDescriptor.real(toAt), to);
  }

  @Override
  public void renameNoReplace(Descriptor fromAt, String from, Descriptor toAt, String to)
      throws IOException {
    enter("renameNoReplace", fromAt, from, toAt, to);
    real.renameNoReplace(FaultyDescriptor.real(fromAt), from, FaultyDescriptor.real(toAt), to);
  }

  @Override
  public void exchange(Descriptor oneAt, String one, Descriptor otherAt, String other)
      throws IOException {
    enter("exchange", oneAt, one, otherAt, other);
    real.exchange(FaultyDescriptor.real(oneAt), one, FaultyDescriptor.real(otherAt), other);
  }

  @Override
  public void unlink(Descriptor at, String path) throws IOException {
    enter("unlink", at, path);
    real.unlink(FaultyDescriptor.real(at), path);
  }

  @Override
  public void removeDirectory(Descriptor at, String path) throws IOException {
    enter("removeDirectory", at, path);
    real.removeDirectory(FaultyDescriptor.real(at), path);
  }

  @Override
  public void makeDirectory(Descriptor at, String path, int mode) throws IOException {
    enter("makeDirectory", at, path);
    real.makeDirectory(FaultyDescriptor.real(at), path, mode);
  }

  @Override
  public void symlink(String target, Descriptor at, String path) throws IOException {
    enter("symlink", at, path);
    real.symlink(target, FaultyDescriptor.real(at), path);
  }

  @Override
  public void makeNode(Descriptor at, String path, int mode, long device) throws IOException {
    enter("makeNode", at, path);
    real.makeNode(FaultyDescriptor.real(at), path, mode, device);
  }

  @Override
  public void changeOwner(Descriptor file, int uid, int gid) throws IOException {
    enter("changeOwner", file);
    real.changeOwner(FaultyDescriptor.real(file), uid, gid);
  }

  @Override
  public void changeOwner(Descriptor at, String path, int uid, int gid) throws IOException {
    enter("changeOwner", at, path);
    real.changeOwner(FaultyDescriptor.real(at), path, uid, gid);
  }

  @Override
  public void changeMode(Descriptor file, int mode) throws IOException {
    enter("changeMode", file);
    real.changeMode(FaultyDescriptor.real(file), mode);
  }

  @Override
  public void changeMode(Descriptor at, String path, int mode) throws IOException {
    enter("changeMode", at, path);
    real.changeMode(FaultyDescriptor.real(at), path, mode);
  }

  @Override
  public void setTimes(Descriptor file, Instant accessed, Instant modified) throws IOException {
    enter("setTimes", file);
    real.setTimes(FaultyDescriptor.real(file), accessed, modified);
  }

  @Override
  public void setTimes(Descriptor at, String path, Instant accessed, Instant modified)
      throws IOException {
    enter("setTimes", at, path);
    real.setTimes(FaultyDescriptor.real(at), path, accessed, modified);
  }

  @Override
  public List<byte[]> xattrNames(Descriptor file) throws IOException {
    enter("xattrNames", file);
    return real.xattrNames(FaultyDescriptor.real(file));
  }

  @Override
  public List<byte[]> xattrNames(Descriptor at, String path) throws IOException {
    enter("xattrNames", at, path);
    return real.xattrNames(FaultyDescriptor.real(at), path);
  }

  @Override
  public Optional<byte[]> xattr(Descriptor file, byte[] name) throws IOException {
    enter("xattr", file);
    return real.xattr(FaultyDescriptor.real(file), name);
  }

  @Override
  public Optional<byte[]> xattr(Descriptor at, String path, byte[] name) throws IOException {
    enter("xattr", at, path);
    return real.xattr(FaultyDescriptor.real(at), path, name);
  }

  @Override
  public void setXattr(Descriptor file, byte[] name, byte[] value) throws IOException {
    enter("setXattr", file);
    real.setXattr(FaultyDescriptor.real(file), name, value);
  }

  @Override
  public void setXattr(Descriptor at, String path, byte[] name, byte[] value) throws IOException {
    enter("setXattr", at, path);
    real.setXattr(FaultyDescriptor.real(at), path, name, value);
  }

  @Override
  public void removeXattr(Descriptor file, byte[] name) throws IOException {
    enter("removeXattr", file);
    real.removeXattr(FaultyDescriptor.real(file), name);
  }

  @Override
  public void removeXattr(Descriptor at, String path, byte[] name) throws IOException {
    enter("removeXattr", at, path);
    real.removeXattr(FaultyDescriptor.real(at), path, name);
  }

  @Override
  public void sync(Descriptor file) throws IOException {
    enter("sync", file);
    real.sync(FaultyDescriptor.real(file));
  }

  @Override
  public void dataSync(Descriptor file) throws IOException {
    enter("dataSync", file);
    real.dataSync(FaultyDescriptor.real(file));
  }

  @Override
  public void syncFileSystem(Descriptor file) throws IOException {
    enter("syncFileSystem", file);
    real.syncFileSystem(FaultyDescriptor.real(file));
  }

  @Override
  public boolean tryLock(Descriptor file, LockKind kind) throws IOException {
    enter("tryLock", file);
    return real.tryLock(FaultyDescriptor.real(file), kind);
  }

  @Override
  public void unlock(Descriptor file) throws IOException {
    enter("unlock", file);
    real.unlock(FaultyDescriptor.real(file));
  }

  @Override
  public int inodeFlags(Descriptor file) throws IOException {
    enter("inodeFlags", file);
    return real.inodeFlags(FaultyDescriptor.real(file));
  }

  @Override
  public void setInodeFlags(Descriptor file, int flags) throws IOException {
    enter("setInodeFlags", file);
    real.setInodeFlags(FaultyDescriptor.real(file), flags);
  }

  @Override
  public boolean enableVerity(Descriptor file) throws IOException {
    enter("enableVerity", file);
    return real.enableVerity(FaultyDescriptor.real(file));
  }

  @Override
  public Optional<byte[]> verityDigest(Descriptor file) throws IOException {
    enter("verityDigest", file);
    return real.verityDigest(FaultyDescriptor.real(file));
  }

  @Override
  public void freeze(Descriptor directory) throws IOException {
    enter("freeze", directory);
    real.freeze(FaultyDescriptor.real(directory));
  }

  @Override
  public void thaw(Descriptor directory) throws IOException {
    enter("thaw", directory);
    real.thaw(FaultyDescriptor.real(directory));
  }

  @Override
  public int effectiveUser() {
    return real.effectiveUser();
  }
}
