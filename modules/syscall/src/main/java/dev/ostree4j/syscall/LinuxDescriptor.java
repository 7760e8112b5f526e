// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// An open number, and the path it was opened by, which errors show.
final class LinuxDescriptor implements Descriptor {
  private static final int CLOSED = -1;

  private final Gate gate;
  private final AtomicInteger number;
  final String path;

  LinuxDescriptor(Gate gate, int number, String path) {
    this.gate = gate;
    this.number = new AtomicInteger(number);
    this.path = path;
  }

  static LinuxDescriptor of(Descriptor descriptor) {
    if (descriptor instanceof LinuxDescriptor own) {
      return own;
    }
    throw new IllegalArgumentException("opened by another kernel: " + descriptor);
  }

  static int number(Descriptor descriptor) {
    return of(descriptor).number();
  }

  int number() {
    int current = number.getPlain();
    if (current == CLOSED) {
      throw new IllegalStateException("already closed: " + path);
    }
    return current;
  }

  @Override
  public void close() throws IOException {
    int last = number.getAndSet(CLOSED);
    if (last == CLOSED) {
      return;
    }
    long result;
    try (Scratch s = gate.pool.borrow()) {
      result = Gate.close(s, last);
    }
    if (result != -Errno.EINTR) {
      Gate.check(result, Call.CLOSE, path);
    }
  }

  @Override
  public String toString() {
    return path + " (" + number + ")";
  }
}
