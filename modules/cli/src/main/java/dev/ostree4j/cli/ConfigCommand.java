// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.keyfile.KeyFile;
import java.io.IOException;
import java.util.List;

/// `config`: reads and changes the configuration of a repository.
final class ConfigCommand implements Command {
  private final TextOption group =
      new TextOption("group", "GROUP", "The group of KEY, which is then the bare key");

  @Override
  public String name() {
    return "config";
  }

  @Override
  public String synopsis() {
    return "(get KEY|set KEY VALUE|unset KEY)";
  }

  @Override
  public String summary() {
    return "Read or change the configuration of a repository";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(group);
  }

  @Override
  public void run(Invocation call) throws IOException {
    List<String> arguments = call.arguments();
    switch (call.argument(0, "OPERATION must be specified")) {
      case "get" -> {
        Key key = key(arguments, 2, "KEY must be specified");
        KeyFile config = call.repo().config().keyFile();
        call.console().println(config.string(key.group(), key.name()));
      }
      case "set" -> {
        Key key = key(arguments, 3, "KEY and VALUE must be specified");
        KeyFile config = call.repo().config().keyFile();
        config.set(key.group(), key.name(), arguments.get(2));
        call.repo().writeConfig(config);
      }
      case "unset" -> {
        Key key = key(arguments, 2, "KEY must be specified");
        KeyFile config = call.repo().config().keyFile();
        config.remove(key.group(), key.name());
        call.repo().writeConfig(config);
      }
      case String other -> throw new CommandException("Unknown operation " + other);
    }
  }

  private record Key(String group, String name) {}

  private Key key(List<String> arguments, int count, String whenMissing) throws CommandException {
    if (arguments.size() < count) {
      throw new CommandException(whenMissing);
    }
    if (arguments.size() > count) {
      throw CommandException.usage("Too many arguments given");
    }
    String text = arguments.get(1);
    if (group.isSet()) {
      return new Key(group.value().orElseThrow(), text);
    }
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new CommandException("Key must be of the form \"sectionname.keyname\"");
    }
    return new Key(text.substring(0, dot), text.substring(dot + 1));
  }
}
