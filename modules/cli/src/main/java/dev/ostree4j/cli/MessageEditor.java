// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Lets the user write the message of a commit in an editor.
final class MessageEditor {
  private static final String HINT =
      """

      # Write what this commit changes: the first line is the subject, the rest the
      # body. Lines that start with '#' are left out; without a subject there will be
      # no commit.
      #
      """;

  private MessageEditor() {}

  static CommitMessage edit(CommitMessage draft, String branch, Invocation call)
      throws IOException {
    var text = new StringBuilder(draft.subject());
    if (!draft.body().isEmpty()) {
      text.append("\n\n").append(draft.body());
    }
    text.append(HINT).append("# Branch: ").append(branch).append('\n');
    Path file = Files.createTempFile("ostree4j-message", ".txt");
    try {
      Files.writeString(file, text);
      runEditor(editor(call), file, call);
      return CommitMessage.parse(Files.readString(file, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String editor(Invocation call) throws CommandException {
    Optional<String> editor =
        call.variable("OSTREE_EDITOR")
            .or(() -> call.variable("VISUAL"))
            .or(() -> call.variable("EDITOR"));
    if (editor.isPresent()) {
      return editor.get();
    }
    String terminal = call.variable("TERM").orElse("dumb");
    if (terminal.equals("dumb")) {
      throw new CommandException("Terminal is dumb, but EDITOR unset");
    }
    return "vi";
  }

  /// The editor may be a command with arguments, so a shell has to split it.
  private static void runEditor(String editor, Path file, Invocation call) throws IOException {
    call.console().flush();
    var builder = new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", editor, file.toString());
    builder.inheritIO().directory(call.path("").toAbsolutePath().toFile());
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new CommandException(
            "There was a problem with the editor '" + editor + "': it ended with status " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the editor");
    }
  }
}
