// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a commit as a GNU tar archive.
///
/// The format has no place for xattrs, so they are left out, as by the reference program.
public final class TarExporter {

  private final Repo repo;
  private final ExportOptions options;

  /// An exporter from the repository.
  public TarExporter(Repo repo, ExportOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// Writes the commit; all times are the commit's. Flushes, does not close.
  public void write(Checksum commit, OutputStream out) throws IOException {
    throw new AssertionError("not yet");
  }
}
