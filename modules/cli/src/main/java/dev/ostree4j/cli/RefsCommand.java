// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.RefStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `refs`: lists, creates and deletes refs and aliases.
final class RefsCommand implements Command {
  private final FlagOption delete = new FlagOption("delete", "Delete the refs that match PREFIX");
  private final FlagOption list = new FlagOption("list", "Show full names below PREFIX");
  private final FlagOption revision =
      new FlagOption("revision", 'r', "Show the commits that the refs point to");
  private final FlagOption alias =
      new FlagOption("alias", 'A', "List only aliases; with --create, make one");
  private final TextOption create =
      new TextOption("create", "NEWREF", "Let a new ref point to an existing commit");
  private final FlagOption collections =
      new FlagOption("collections", 'c', "Work on the refs of collections");
  private final FlagOption force = new FlagOption("force", "Replace a ref that exists");

  @Override
  public String name() {
    return "refs";
  }

  @Override
  public String synopsis() {
    return "[PREFIX]";
  }

  @Override
  public String summary() {
    return "List, create and delete refs";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(delete, list, revision, alias, create, collections, force);
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (create.isSet()) {
      create(call);
      return;
    }
    if (delete.isSet() && call.arguments().isEmpty()) {
      throw new CommandException("At least one PREFIX is required when deleting refs");
    }
    List<String> prefixes = call.arguments().isEmpty() ? List.of("") : call.arguments();
    for (String prefix : prefixes) {
      if (collections.isSet()) {
        new CollectionRefs(call.repo().refs(), call.console())
            .run(prefix, delete.isSet(), revision.isSet());
      } else if (delete.isSet()) {
        delete(call.repo().refs(), prefix);
      } else {
        list(call, prefix);
      }
    }
  }

  private void list(Invocation call, String prefix) throws IOException {
    RefListing listing = RefListing.defaults();
    if (list.isSet()) {
      listing = listing.withNaming(RefListing.Naming.FULL);
    }
    RefStore refs = call.repo().refs();
    if (alias.isSet()) {
      for (Map.Entry<String, String> entry : refs.aliases(prefix, listing).entrySet()) {
        call.console().println(entry.getKey() + " -> " + entry.getValue());
      }
    } else if (revision.isSet()) {
      for (Map.Entry<String, Checksum> entry : refs.list(prefix, listing).entrySet()) {
        call.console().println(entry.getKey() + "\t" + entry.getValue());
      }
    } else {
      for (String ref : refs.names(prefix, listing)) {
        call.console().println(ref);
      }
    }
  }

  private static void delete(RefStore refs, String prefix) throws IOException {
    RefListing full = RefListing.defaults().withNaming(RefListing.Naming.FULL);
    Map<String, String> aliases = refs.aliases("", full);
    for (String ref : refs.names(prefix, full)) {
      for (Map.Entry<String, String> entry : aliases.entrySet()) {
        if (entry.getValue().equals(ref)) {
          throw new CommandException(
              "Ref '" + ref + "' has an active alias: '" + entry.getKey() + "'");
        }
      }
      refs.set(RefSpec.parse(ref), Optional.empty());
    }
  }

  private void create(Invocation call) throws IOException {
    String newRef = create.value().orElseThrow();
    if (call.arguments().isEmpty()) {
      throw new CommandException("You must specify a revision when creating a new ref");
    }
    if (call.arguments().size() > 1) {
      throw new CommandException("You must specify only 1 existing ref when creating a new ref");
    }
    String target = call.arguments().getFirst();
    RefStore refs = call.repo().refs();
    if (collections.isSet()) {
      // The C program replaces these without force, which scripts rely on.
      refs.setCollectionRef(collectionRef(newRef), Optional.of(refs.resolve(target)));
      return;
    }
    RefSpec spec = RefSpec.parse(newRef);
    if (!force.isSet() && refs.find(spec).isPresent() && !turnsAlias(refs, newRef)) {
      throw exists(newRef);
    }
    if (alias.isSet()) {
      createAlias(refs, spec, target);
    } else {
      refs.set(spec, Optional.of(refs.resolve(target)));
    }
  }

  /// An alias may be led to another ref without force; nothing is lost by that.
  private boolean turnsAlias(RefStore refs, String newRef) throws IOException {
    RefListing full = RefListing.defaults().withNaming(RefListing.Naming.FULL);
    return alias.isSet() && refs.aliases(newRef, full).containsKey(newRef);
  }

  private static void createAlias(RefStore refs, RefSpec spec, String target) throws IOException {
    if (spec.remote().isPresent()) {
      throw new CommandException("Cannot create alias to remote ref: " + spec.remote().get());
    }
    if (refs.find(RefSpec.parse(target)).isEmpty()) {
      throw new CommandException("Cannot create alias to non-existent ref: " + target);
    }
    refs.setAlias(spec.ref(), RefName.parse(target));
  }

  private static CollectionRef collectionRef(String text) throws IOException {
    int colon = text.indexOf(':');
    return colon < 0
        ? CollectionRef.parse(text, "")
        : CollectionRef.parse(text.substring(0, colon), text.substring(colon + 1));
  }

  private static CommandException exists(String ref) {
    return new CommandException("--create specified but ref " + ref + " already exists");
  }
}
