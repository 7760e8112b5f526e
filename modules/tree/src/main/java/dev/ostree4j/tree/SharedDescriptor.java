// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// An open directory which several tasks use; whoever is done last closes it.
final class SharedDescriptor {

  private final Descriptor descriptor;
  private final AtomicInteger users = new AtomicInteger(1);

  /// Owned by the caller, who is the first user.
  SharedDescriptor(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  Descriptor get() {
    return descriptor;
  }

  SharedDescriptor retain() {
    users.incrementAndGet();
    return this;
  }

  boolean isClosed() {
    return users.get() == 0;
  }

  void release() throws IOException {
    if (users.decrementAndGet() == 0) {
      descriptor.close();
    }
  }
}
