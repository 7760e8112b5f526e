// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import java.io.IOException;
import java.util.Optional;

/// `reset`: lets a ref point to another commit.
final class ResetCommand implements Command {
  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String synopsis() {
    return "REF COMMIT";
  }

  @Override
  public String summary() {
    return "Let a ref point to another commit";
  }

  @Override
  public void declare(OptionSet options) {
    // Nothing but what all commands have.
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (call.arguments().size() < 2) {
      throw CommandException.usage("A REF and COMMIT argument is required");
    }
    String ref = call.arguments().getFirst();
    Optional<RefSpec> spec = RefSpec.find(ref);
    if (spec.isEmpty() || call.repo().refs().find(spec.get()).isEmpty()) {
      throw new CommandException("Invalid ref '" + ref + "'");
    }
    Checksum commit = call.repo().refs().resolve(call.arguments().get(1));
    try (Transaction transaction = call.begin(Fsync.AS_CONFIGURED)) {
      transaction.setRef(spec.get(), Optional.of(commit));
      transaction.publish();
    }
  }
}
