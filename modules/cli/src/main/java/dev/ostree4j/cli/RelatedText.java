// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.object.Commit;
import java.io.IOException;

/// How `show --print-related` prints what a commit says about others.
final class RelatedText {
  private final Console console;

  RelatedText(Console console) {
    this.console = console;
  }

  void print(Commit commit) throws IOException {
    for (Commit.RelatedObject one : commit.related()) {
      console.println(one.name() + " " + one.checksum());
    }
  }
}
