// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.tree.ExportOptions;
import dev.ostree4j.tree.TarExporter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/// `export`: a commit as a tar stream.
final class ExportCommand implements Command {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FlagOption noXattrs = new FlagOption("no-xattrs", "Leave extended attributes out");
  private final TextOption subpath =
      new TextOption("subpath", "PATH", "Only this directory of the commit");
  private final TextOption prefix =
      new TextOption("prefix", "PATH", "Put this text in front of each name");
  private final TextOption output =
      new TextOption("output", 'o', "PATH", "Write to this file instead of standard output");

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String synopsis() {
    return "COMMIT";
  }

  @Override
  public String summary() {
    return "Write a commit as a tar archive";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(noXattrs, subpath, prefix, output);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String rev = call.argument(0, "A COMMIT argument is required");
    Checksum commit = call.repo().refs().resolve(rev);
    ExportOptions options = ExportOptions.defaults();
    if (subpath.isSet()) {
      options = options.withSubpath(TreePath.absolute(subpath.value().orElseThrow()));
    }
    if (prefix.isSet()) {
      options = options.withPrefix(prefix.value().orElseThrow());
    }
    // The archive format has no place for extended attributes: --no-xattrs is always true.
    var exporter = new TarExporter(call.repo(), options);
    if (!output.isSet()) {
      exporter.write(commit, call.console().content());
      return;
    }
    try (OutputStream file = Files.newOutputStream(call.path(output.value().orElseThrow()));
        var buffered = new BufferedOutputStream(file, BUFFER_BYTES)) {
      exporter.write(commit, buffered);
    }
  }
}
