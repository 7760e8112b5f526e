// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.DeltaName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// The argument which names a delta.
final class DeltaArgument {
  private DeltaArgument() {}

  /// What was written.
  static String text(Invocation call) throws CommandException {
    return call.argument(0).orElseThrow(() -> new CommandException("DELTA must be specified"));
  }

  /// The delta of this name.
  static DeltaName name(Invocation call) throws CommandException {
    try {
      return DeltaName.parse(text(call));
    } catch (IllegalArgumentException e) {
      throw new CommandException(e.getMessage());
    }
  }

  /// Opens a delta of the repository by its name, or any by its path, which has a slash in it.
  static DeltaFiles open(Invocation call) throws IOException {
    String text = text(call);
    if (text.indexOf('/') >= 0) {
      return DeltaFiles.open(call.path(text));
    }
    DeltaName name = name(call);
    try {
      return DeltaFiles.open(call.repo(), name);
    } catch (NoSuchFileException e) {
      throw new CommandException("Can't find delta " + name);
    }
  }
}
