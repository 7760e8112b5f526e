// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Extended attributes.
///
/// There are no calls for them which take a directory descriptor, so a name in a directory is
/// reached through `/proc`; that path follows no symlink but the magic one to the directory. Lists
/// and values are at most 64 KiB long, so the buffer always holds them and one call is enough.
final class LinuxXattrs {
  private final Gate gate;
  private final LinuxOpener opener;

  LinuxXattrs(Gate gate, LinuxOpener opener) {
    this.gate = gate;
    this.opener = opener;
  }

  List<byte[]> names(Descriptor descriptor) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      return names(s, Call.FLISTXATTR, file.number(), file.path);
    }
  }

  List<byte[]> names(Descriptor at, String path) throws IOException {
    try (LinuxPlace place = opener.place(Call.LLISTXATTR, at, path);
        Scratch s = gate.pool.borrow()) {
      return names(s, Call.LLISTXATTR, s.path(place.absolute()), path);
    }
  }

  private static List<byte[]> names(Scratch s, Call call, long file, String path)
      throws IOException {
    long length = Gate.call(s, call, file, s.buffer().address(), Scratch.BUFFER_BYTES, 0);
    if (length == 0 || length == -Errno.EOPNOTSUPP) {
      return List.of();
    }
    Gate.check(length, call, path);
    return split(s.copyBuffer((int) length));
  }

  private static List<byte[]> split(byte[] list) {
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < list.length; i++) {
      if (list[i] == 0) {
        names.add(Arrays.copyOfRange(list, start, i));
        start = i + 1;
      }
    }
    return names;
  }

  Optional<byte[]> value(Descriptor descriptor, byte[] name) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      return value(s, Call.FGETXATTR, file.number(), name, file.path);
    }
  }

  Optional<byte[]> value(Descriptor at, String path, byte[] name) throws IOException {
    try (LinuxPlace place = opener.place(Call.LGETXATTR, at, path);
        Scratch s = gate.pool.borrow()) {
      return value(s, Call.LGETXATTR, s.path(place.absolute()), name, path);
    }
  }

  private static Optional<byte[]> value(Scratch s, Call call, long file, byte[] name, String path)
      throws IOException {
    long key = s.attributeName(checked(name));
    long length = Gate.call(s, call, file, key, s.buffer().address(), Scratch.BUFFER_BYTES);
    if (length == -Errno.ENODATA || length == -Errno.EOPNOTSUPP) {
      return Optional.empty();
    }
    Gate.check(length, call, path);
    return Optional.of(s.copyBuffer((int) length));
  }

  void set(Descriptor descriptor, byte[] name, byte[] value) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      long result = set(s, Call.FSETXATTR, file.number(), name, value);
      Gate.check(result, Call.FSETXATTR, file.path);
    }
  }

  void set(Descriptor at, String path, byte[] name, byte[] value) throws IOException {
    try (LinuxPlace place = opener.place(Call.LSETXATTR, at, path);
        Scratch s = gate.pool.borrow()) {
      long result = set(s, Call.LSETXATTR, s.path(place.absolute()), name, value);
      Gate.check(result, Call.LSETXATTR, path);
    }
  }

  private static long set(Scratch s, Call call, long file, byte[] name, byte[] value) {
    if (value.length > Scratch.BUFFER_BYTES) {
      return -Errno.E2BIG;
    }
    MemorySegment buffer = s.buffer();
    MemorySegment.copy(MemorySegment.ofArray(value), 0, buffer, 0, value.length);
    long key = s.attributeName(checked(name));
    return Gate.call(s, call, file, key, buffer.address(), value.length, 0, 0);
  }

  void remove(Descriptor descriptor, byte[] name) throws IOException {
    LinuxDescriptor file = LinuxDescriptor.of(descriptor);
    try (Scratch s = gate.pool.borrow()) {
      remove(s, Call.FREMOVEXATTR, file.number(), name, file.path);
    }
  }

  void remove(Descriptor at, String path, byte[] name) throws IOException {
    try (LinuxPlace place = opener.place(Call.LREMOVEXATTR, at, path);
        Scratch s = gate.pool.borrow()) {
      remove(s, Call.LREMOVEXATTR, s.path(place.absolute()), name, path);
    }
  }

  private static void remove(Scratch s, Call call, long file, byte[] name, String path)
      throws IOException {
    long result = Gate.call(s, call, file, s.attributeName(checked(name)), 0, 0);
    if (result != -Errno.ENODATA) {
      Gate.check(result, call, path);
    }
  }

  /// The kernel would see a shorter name.
  private static byte[] checked(byte[] name) {
    for (byte b : name) {
      if (b == 0) {
        throw new IllegalArgumentException("the name of an extended attribute cannot hold NUL");
      }
    }
    return name;
  }
}
