// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the extended attributes that are to be committed.
final class XattrReader {

  private static final byte[] BARE_USER = "user.ostreemeta".getBytes(StandardCharsets.US_ASCII);

  private final Kernel kernel;
  private final boolean skip;
  private final boolean dropBareUser;

  /// Reads nothing at all when `skip` says so. A file checked out of a bare-user repository by
  /// hardlink carries that repository's own bookkeeping, which is no part of the file when it is
  /// committed there again.
  XattrReader(Kernel kernel, RepoMode mode, boolean skip) {
    this.kernel = kernel;
    this.skip = skip;
    this.dropBareUser = mode == RepoMode.BARE_USER;
  }

  Xattrs read(Descriptor file) throws IOException {
    return skip ? Xattrs.EMPTY : collect(kernel.xattrNames(file), name -> kernel.xattr(file, name));
  }

  Xattrs read(Descriptor at, String name) throws IOException {
    return skip
        ? Xattrs.EMPTY
        : collect(kernel.xattrNames(at, name), xattr -> kernel.xattr(at, name, xattr));
  }

  private interface Getter {
    Optional<byte[]> get(byte[] name) throws IOException;
  }

  private Xattrs collect(List<byte[]> names, Getter getter) throws IOException {
    if (names.isEmpty()) {
      return Xattrs.EMPTY;
    }
    var found = new ArrayList<Xattr>();
    for (byte[] name : names) {
      if (dropBareUser && Arrays.equals(name, BARE_USER)) {
        continue;
      }
      // An attribute which vanished between the two calls was not there; neither is one without a
      // value, by which the C program would name another object.
      getter
          .get(name)
          .filter(value -> value.length > 0)
          .ifPresent(value -> found.add(new Xattr(name, value)));
    }
    return Xattrs.of(found);
  }
}
