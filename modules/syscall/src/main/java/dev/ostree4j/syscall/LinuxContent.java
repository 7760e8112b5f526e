// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/// Moves bytes: reads, writes, copies, syncs.
///
/// Java arrays go through a native buffer. Copying costs little against the call, and pinning the
/// array instead would keep the garbage collector waiting for the disk.
final class LinuxContent {
  private static final long FICLONE = 0x40049409L;

  /// The most that one call is asked to copy, so that an interrupted thread comes back in time.
  private static final long COPY_MAX = 1L << 30;

  private final Gate gate;

  LinuxContent(Gate gate) {
    this.gate = gate;
  }

  int read(Descriptor descriptor, byte[] target, int offset, int length) throws IOException {
    return read(descriptor, Call.READ, 0, target, offset, length);
  }

  int readAt(Descriptor descriptor, long position, byte[] target, int offset, int length)
      throws IOException {
    return read(descriptor, Call.PREAD, position, target, offset, length);
  }

  private int read(Descriptor from, Call call, long position, byte[] target, int offset, int length)
      throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    LinuxDescriptor file = LinuxDescriptor.of(from);
    if (length == 0) {
      return 0;
    }
    try (Scratch s = gate.pool.borrow()) {
      MemorySegment buffer = s.buffer();
      int most = Math.min(length, Scratch.BUFFER_BYTES);
      long result = Gate.call(s, call, file.number(), buffer.address(), most, position);
      int count = (int) Gate.check(result, call, file.path);
      MemorySegment.copy(buffer, 0, MemorySegment.ofArray(target), offset, count);
      return count == 0 ? -1 : count;
    }
  }

  /// Maps what the descriptor refers to, which need not have a name. Some file systems cannot be
  /// mapped, and where there is no `/proc`, or little of it, nothing can.
  Optional<MemorySegment> map(Descriptor descriptor, Arena arena) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    Path magic = Path.of("/proc/self/fd/" + file.number());
    try (FileChannel channel = FileChannel.open(magic, StandardOpenOption.READ)) {
      return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (ClosedByInterruptException e) {
      var interrupted = new InterruptedIOException("interrupted while mapping " + file.path);
      interrupted.initCause(e);
      throw interrupted;
    } catch (IOException notHere) {
      return Optional.empty();
    }
  }

  void write(Descriptor descriptor, byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      MemorySegment buffer = s.buffer();
      for (int done = 0; done < length; ) {
        int chunk = Math.min(length - done, Scratch.BUFFER_BYTES);
        MemorySegment.copy(MemorySegment.ofArray(source), offset + done, buffer, 0, chunk);
        done += (int) write(s, file, buffer.address(), chunk);
      }
    }
  }

  /// Writes once, perhaps less than asked for: what is left is copied down by the caller.
  private static long write(Scratch s, LinuxDescriptor file, long address, int length)
      throws IOException {
    long count = Gate.call(s, Call.WRITE, file.number(), address, length, 0);
    Gate.check(count, Call.WRITE, file.path);
    if (count == 0) {
      // Never seen on files; without this check it would be an endless loop.
      throw SyscallErrors.of(Call.WRITE.label, file.path, Errno.EIO);
    }
    return count;
  }

  long copyRange(Descriptor from, Descriptor to, long lengthBytes) throws IOException {
    LinuxDescriptor source = LinuxDescriptor.of(from);
    LinuxDescriptor target = LinuxDescriptor.of(to);
    long done = 0;
    try (Scratch s = gate.pool.borrow()) {
      while (done < lengthBytes) {
        long most = Math.min(lengthBytes - done, COPY_MAX);
        long count =
            Gate.call(s, Call.COPY_FILE_RANGE, source.number(), 0, target.number(), 0, most, 0);
        if (isRefusal(count) || count == 0 && done == 0) {
          // Some virtual file systems claim to be at the end although there is something to read.
          return done + copyByHand(s, source, target, lengthBytes - done);
        }
        Gate.check(count, Call.COPY_FILE_RANGE, target.path);
        if (count == 0) {
          break;
        }
        done += count;
      }
    }
    return done;
  }

  private static boolean isRefusal(long result) {
    return result == -Errno.EXDEV
        || result == -Errno.EINVAL
        || result == -Errno.ENOSYS
        || result == -Errno.EOPNOTSUPP
        || result == -Errno.EPERM;
  }

  private static long copyByHand(
      Scratch s, LinuxDescriptor source, LinuxDescriptor target, long lengthBytes)
      throws IOException {
    long address = s.buffer().address();
    long done = 0;
    while (done < lengthBytes) {
      long most = Math.min(lengthBytes - done, Scratch.BUFFER_BYTES);
      long count = Gate.call(s, Call.READ, source.number(), address, most, 0);
      Gate.check(count, Call.READ, source.path);
      if (count == 0) {
        break;
      }
      for (long written = 0; written < count; ) {
        written += write(s, target, address + written, (int) (count - written));
      }
      done += count;
    }
    return done;
  }

  boolean reflink(Descriptor from, Descriptor to) throws IOException {
    LinuxDescriptor target = LinuxDescriptor.of(to);
    long result;
    try (Scratch s = gate.pool.borrow()) {
      int source = LinuxDescriptor.number(from);
      result = Gate.call(s, Call.IOCTL, target.number(), FICLONE, source, 0);
    }
    if (isRefusal(result) || result == -Errno.ENOTTY) {
      return false;
    }
    Gate.check(result, Call.IOCTL, target.path);
    return true;
  }

  void truncate(Descriptor descriptor, long sizeBytes) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      long result = Gate.call(s, Call.FTRUNCATE, file.number(), sizeBytes, 0, 0);
      Gate.check(result, Call.FTRUNCATE, file.path);
    }
  }

  /// Any of the calls that wait for the disk.
  void sync(Call call, Descriptor descriptor) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      Gate.check(Gate.call(s, call, file.number()), call, file.path);
    }
  }
}
