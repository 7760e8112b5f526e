// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Locks, and what is asked for by `ioctl`.
final class LinuxSpecial {
  private static final int OFD_SETLK = 37;
  private static final int READ_LOCK = 0;
  private static final int WRITE_LOCK = 1;
  private static final int NO_LOCK = 2;

  private static final int FLOCK_SHARED = 1;
  private static final int FLOCK_EXCLUSIVE = 2;
  private static final int FLOCK_NOW = 4;
  private static final int FLOCK_NONE = 8;

  private static final long GET_FLAGS = 0x80086601L;
  private static final long SET_FLAGS = 0x40086602L;
  private static final long ENABLE_VERITY = 0x40806685L;
  private static final long MEASURE_VERITY = 0xC0046686L;
  private static final long FREEZE = 0xC0045877L;
  private static final long THAW = 0xC0045878L;

  /// `struct fsverity_enable_arg`.
  private static final int VERITY_BYTES = 128;

  private static final int VERITY_SHA256 = 1;
  private static final int VERITY_BLOCK_BYTES = 4096;
  private static final int DIGEST_BYTES_MAX = 64;

  private final Gate gate;

  LinuxSpecial(Gate gate) {
    this.gate = gate;
  }

  boolean tryLock(Descriptor descriptor, LockKind kind) throws IOException {
    boolean shared = kind == LockKind.SHARED;
    int simple = (shared ? FLOCK_SHARED : FLOCK_EXCLUSIVE) | FLOCK_NOW;
    return lock(descriptor, shared ? READ_LOCK : WRITE_LOCK, simple);
  }

  void unlock(Descriptor descriptor) throws IOException {
    lock(descriptor, NO_LOCK, FLOCK_NONE);
  }

  /// A lock of the open file description, so that two openings in one process exclude each other
  /// and closing an unrelated descriptor loses nothing; `flock` where that is not known.
  private boolean lock(Descriptor descriptor, int type, int simple) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    Call call = Call.FCNTL;
    long result;
    try (Scratch s = gate.pool.borrow()) {
      // struct flock: all zero but the type means the whole file.
      s.clearStruct(32);
      s.putInt(0, type);
      result = Gate.call(s, call, file.number(), OFD_SETLK, s.struct(), 0);
      if (result == -Errno.EINVAL) {
        call = Call.FLOCK;
        result = Gate.call(s, call, file.number(), simple, 0, 0);
      }
    }
    if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
      return false;
    }
    Gate.check(result, call, file.path);
    return true;
  }

  int flags(Descriptor descriptor) throws IOException {
    try (Scratch s = gate.pool.borrow()) {
      s.clearStruct(8);
      check(ioctl(s, descriptor, GET_FLAGS, s.struct()), descriptor);
      return s.getInt(0);
    }
  }

  void setFlags(Descriptor descriptor, int flags) throws IOException {
    try (Scratch s = gate.pool.borrow()) {
      s.putLong(0, flags);
      check(ioctl(s, descriptor, SET_FLAGS, s.struct()), descriptor);
    }
  }

  boolean enableVerity(Descriptor descriptor) throws IOException {
    long result;
    try (Scratch s = gate.pool.borrow()) {
      s.clearStruct(VERITY_BYTES);
      s.putInt(0, 1);
      s.putInt(4, VERITY_SHA256);
      s.putInt(8, VERITY_BLOCK_BYTES);
      result = ioctl(s, descriptor, ENABLE_VERITY, s.struct());
    }
    if (result == -Errno.EEXIST) {
      return true;
    }
    if (isUnsupported(result)) {
      return false;
    }
    check(result, descriptor);
    return true;
  }

  Optional<byte[]> verityDigest(Descriptor descriptor) throws IOException {
    try (Scratch s = gate.pool.borrow()) {
      MemorySegment digest = s.buffer();
      // Two 16-bit numbers: the algorithm, which is an answer, and the room for the digest.
      digest.set(ValueLayout.JAVA_INT, 0, DIGEST_BYTES_MAX << 16);
      long result = ioctl(s, descriptor, MEASURE_VERITY, digest.address());
      if (result == -Errno.ENODATA || isUnsupported(result)) {
        return Optional.empty();
      }
      check(result, descriptor);
      byte[] value = new byte[Short.toUnsignedInt(digest.get(ValueLayout.JAVA_SHORT, 2))];
      MemorySegment.copy(digest, ValueLayout.JAVA_BYTE, 4, value, 0, value.length);
      return Optional.of(value);
    }
  }

  private static boolean isUnsupported(long result) {
    return result == -Errno.ENOTTY || result == -Errno.EOPNOTSUPP || result == -Errno.ENOSYS;
  }

  void freeze(Descriptor directory) throws IOException {
    try (Scratch s = gate.pool.borrow()) {
      check(ioctl(s, directory, FREEZE, 0), directory);
    }
  }

  void thaw(Descriptor directory) throws IOException {
    try (Scratch s = gate.pool.borrow()) {
      check(ioctl(s, directory, THAW, 0), directory);
    }
  }

  int effectiveUser() {
    try (Scratch s = gate.pool.borrow()) {
      return (int) Gate.call(s, Call.GETEUID, 0);
    }
  }

  private static long ioctl(Scratch s, Descriptor descriptor, long request, long argument) {
    return Gate.call(s, Call.IOCTL, LinuxDescriptor.number(descriptor), request, argument, 0);
  }

  private static void check(long result, Descriptor descriptor) throws IOException {
    Gate.check(result, Call.IOCTL, LinuxDescriptor.of(descriptor).path);
  }
}
