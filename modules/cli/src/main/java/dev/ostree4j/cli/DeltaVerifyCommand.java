// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.sign.SignException;
import dev.ostree4j.sign.Verdict;
import java.io.IOException;
import java.util.List;

/// `static-delta verify`: whether a delta is signed by a trusted key.
final class DeltaVerifyCommand implements Command {
  private final DeltaTrust trust = new DeltaTrust();

  @Override
  public String name() {
    return "static-delta verify";
  }

  @Override
  public String synopsis() {
    return "STATIC-DELTA-FILE [KEY-ID...]";
  }

  @Override
  public String summary() {
    return "Verify static delta signatures";
  }

  @Override
  public void declare(OptionSet options) {
    trust.declare(options);
  }

  @Override
  public void run(Invocation call) throws IOException {
    DeltaArgument.text(call);
    try (DeltaFiles delta = open(call)) {
      List<String> keys = call.arguments().subList(1, call.arguments().size());
      Verdict verdict = judge(call, delta, keys);
      if (!(verdict instanceof Verdict.Trusted)) {
        fails(call);
        throw new CommandException(verdict.message());
      }
      call.console().println("Verification OK");
    }
  }

  private static DeltaFiles open(Invocation call) throws IOException {
    try {
      return DeltaArgument.open(call);
    } catch (IOException e) {
      fails(call);
      throw e;
    }
  }

  private Verdict judge(Invocation call, DeltaFiles delta, List<String> keys) throws IOException {
    try {
      return trust.judge(call, delta, keys);
    } catch (CommandException e) {
      fails(call);
      throw e;
    } catch (SignException.UnknownEngine e) {
      call.console().println("Sign-type not supported");
      throw e;
    }
  }

  private static void fails(Invocation call) throws IOException {
    call.console().println("Verification fails");
  }
}
