// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A directory of a checkout, open until all that belongs into it is there.
///
/// Its own mode may forbid writing and its time would change with every entry, so both come last:
/// whoever is done last, of the walk, the workers and the subdirectories, finishes it.
final class PendingDirectory {

  private final Kernel kernel;
  private final Descriptor descriptor;
  private final @Nullable PendingDirectory parent;
  private final Optional<DirMeta> meta;
  private final CheckoutOptions options;
  private final int modeMask;
  private final AtomicInteger users = new AtomicInteger(1);

  /// @param meta what to give it when it is finished; empty when it was there before
  /// @param modeMask the mode bits it may have
  PendingDirectory(
      Kernel kernel,
      Descriptor descriptor,
      @Nullable PendingDirectory parent,
      Optional<DirMeta> meta,
      CheckoutOptions options,
      int modeMask) {
    this.kernel = kernel;
    this.descriptor = descriptor;
    this.parent = parent;
    this.meta = meta;
    this.options = options;
    this.modeMask = modeMask;
    if (parent != null) {
      parent.retain();
    }
  }

  Descriptor descriptor() {
    return descriptor;
  }

  void retain() {
    users.incrementAndGet();
  }

  void release() throws IOException {
    if (users.decrementAndGet() > 0) {
      return;
    }
    if (meta.isPresent()) {
      finish(meta.get());
    }
    if (options.sync() == CheckoutOptions.Sync.EACH) {
      kernel.sync(descriptor);
    }
    descriptor.close();
    if (parent != null) {
      parent.release();
    }
  }

  boolean isClosed() {
    return users.get() == 0;
  }

  private void finish(DirMeta as) throws IOException {
    boolean owned = options.mode() == CheckoutOptions.Mode.NONE;
    if (owned) {
      for (Xattr xattr : as.xattrs().entries()) {
        kernel.setXattr(descriptor, xattr.name(), xattr.value());
      }
    }
    kernel.changeMode(descriptor, as.permissions() & modeMask);
    if (owned) {
      kernel.changeOwner(descriptor, as.uid(), as.gid());
    }
    if (options.links() != CheckoutOptions.Links.NEVER) {
      kernel.setTimes(descriptor, Instant.EPOCH, Instant.EPOCH);
    }
  }
}
