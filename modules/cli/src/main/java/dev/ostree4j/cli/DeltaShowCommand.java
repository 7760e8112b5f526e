// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.PartInspector;
import java.io.IOException;

/// `static-delta show`: what a delta is made of.
final class DeltaShowCommand implements Command {
  private final FlagOption objects =
      new FlagOption("objects", "Tell for each object where the bytes go, too");
  private final FlagOption json = new FlagOption("json", "Print all of it as JSON");

  @Override
  public String name() {
    return "static-delta show";
  }

  @Override
  public String synopsis() {
    return "DELTA";
  }

  @Override
  public String summary() {
    return "Dump information on a delta";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(objects, json);
  }

  @Override
  public void run(Invocation call) throws IOException {
    try (DeltaFiles delta = DeltaArgument.open(call)) {
      var inspector = new PartInspector(call.repo());
      if (json.isSet()) {
        new DeltaJson(call.console(), delta, inspector).print();
      } else {
        String name = DeltaArgument.text(call);
        new DeltaText(call.console(), name, delta, inspector, objects.isSet()).print();
      }
    }
  }
}
