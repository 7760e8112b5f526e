// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;

/// What a commit says about itself.
record CommitMessage(String subject, String body) {
  static CommitMessage of(CommitOptions options, Invocation call) throws IOException {
    String subject = options.subject.value().orElse("");
    String body = options.body.value().orElse("");
    if (options.bodyFile.isSet()) {
      body = TextFile.read(call.path(options.bodyFile.value().orElseThrow()));
    }
    if (!options.editor.isSet()) {
      return new CommitMessage(subject, body);
    }
    String branch = options.branch.value().orElse("");
    return MessageEditor.edit(new CommitMessage(subject, body), branch, call);
  }

  /// Reads what an editor left: lines that start with `#` are remarks, the first other line is the
  /// subject, the rest without blank lines at both ends the body.
  static CommitMessage parse(String text) throws CommandException {
    String subject = "";
    var body = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (subject.isEmpty()) {
        subject = line.strip();
      } else {
        body.append(line.stripTrailing()).append('\n');
      }
    }
    if (subject.isEmpty()) {
      throw new CommandException("Aborting commit due to empty commit subject.");
    }
    return new CommitMessage(subject, body.toString().strip());
  }
}
