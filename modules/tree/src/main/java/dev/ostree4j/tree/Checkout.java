// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.nio.file.Path;

/// Turns a commit into a directory, by hardlink where the modes allow it.
public final class Checkout {

  private final Repo repo;
  private final CheckoutOptions options;

  /// A checkout from the repository.
  public Checkout(Repo repo, CheckoutOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// Writes the commit to the path; its parent directory must exist.
  public void write(Checksum commit, Path destination) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes the commit to a path below an open directory; only its last name is created.
  @SuppressWarnings("exports")
  public void write(Checksum commit, Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Writes a tree which need not belong to a commit.
  @SuppressWarnings("exports")
  public void write(TreeRoot tree, Descriptor at, String path) throws IOException {
    throw new AssertionError("not yet");
  }
}
