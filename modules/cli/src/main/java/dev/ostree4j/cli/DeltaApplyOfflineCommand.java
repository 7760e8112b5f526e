// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.OfflineApplier;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import dev.ostree4j.sign.Verdict;
import java.io.IOException;
import java.util.List;

/// `static-delta apply-offline`: applies a delta in a file or directory.
final class DeltaApplyOfflineCommand implements Command {
  private final DeltaTrust trust = new DeltaTrust();

  @Override
  public String name() {
    return "static-delta apply-offline";
  }

  @Override
  public String synopsis() {
    return "PATH [KEY-ID...]";
  }

  @Override
  public String summary() {
    return "Apply static delta file";
  }

  @Override
  public void declare(OptionSet options) {
    trust.declare(options);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String path =
        call.argument(0).orElseThrow(() -> new CommandException("PATH must be specified"));
    trust.requireKnownType(call);
    List<String> keys = call.arguments().subList(1, call.arguments().size());
    try (DeltaFiles delta = DeltaFiles.open(call.path(path))) {
      verify(call, delta, keys);
      var options = WriteChoice.options(call.surroundings(), Fsync.AS_CONFIGURED);
      new OfflineApplier(call.repo(), options).apply(delta);
    }
  }

  private void verify(Invocation call, DeltaFiles delta, List<String> keys) throws IOException {
    if (trust.isGiven(keys)) {
      Verdict verdict = trust.judge(call, delta, keys);
      if (!(verdict instanceof Verdict.Trusted)) {
        throw new CommandException(verdict.message());
      }
    } else if (call.repo().config().signVerifyDeltas()) {
      throw new CommandException("Key is mandatory to check delta signature");
    }
  }
}
