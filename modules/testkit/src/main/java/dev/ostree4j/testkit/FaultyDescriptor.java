// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/// A descriptor that knows its path from the root, for the trace.
final class FaultyDescriptor implements Descriptor {
  private final FaultSchedule schedule;
  private final Descriptor real;
  private final String path;
  private final AtomicBoolean closed = new AtomicBoolean();

  FaultyDescriptor(FaultSchedule schedule, Descriptor real, String path) {
    this.schedule = schedule;
    this.real = real;
    this.path = path;
  }

  static FaultyDescriptor of(Descriptor descriptor) {
    if (descriptor instanceof FaultyDescriptor own) {
      return own;
    }
    throw new IllegalArgumentException("opened by another kernel: " + descriptor);
  }

  static Descriptor real(Descriptor descriptor) {
    return of(descriptor).real;
  }

  static String path(Descriptor descriptor) {
    return of(descriptor).path;
  }

  static String path(Descriptor at, String path) {
    String parent = path(at);
    return path.equals(".") ? parent : parent.equals(".") ? path : parent + "/" + path;
  }

  /// Always closes what is real: a test should not leak because it simulates.
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    real.close();
    schedule.enter(new Step("close", path, ""));
  }

  @Override
  public String toString() {
    return "faulty " + path;
  }
}
