// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.discover.FoundRef;
import dev.ostree4j.discover.FoundRemote;
import dev.ostree4j.object.CollectionRef;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prints who has which refs.
final class FoundRemotesText {
  private static final long YEAR_10000_SECONDS = 253_402_300_800L;

  private final Console console;

  FoundRemotesText(Console console) {
    this.console = console;
  }

  /// Prints results; the refs that at least one of them has.
  Set<CollectionRef> print(List<FoundRemote> results, Collection<CollectionRef> refs)
      throws IOException {
    var found = new LinkedHashSet<CollectionRef>();
    if (results.isEmpty()) {
      console.println("No results.");
      return found;
    }
    for (int i = 0; i < results.size(); i++) {
      console.println("Result " + i + ": " + results.get(i).url());
      print(results.get(i), refs);
      found.addAll(results.get(i).refs().keySet());
    }
    console.println(found.size() + "/" + refs.size() + " refs were found.");
    if (found.size() < refs.size()) {
      console.println("Refs not found in any remote:");
      for (CollectionRef ref : refs) {
        if (!found.contains(ref)) {
          console.println(" - " + ref);
        }
      }
    }
    return found;
  }

  private void print(FoundRemote result, Collection<CollectionRef> refs) throws IOException {
    console.println(" - Finder: " + result.finder().typeName());
    console.println(" - Keyring: " + result.keyring() + ".trustedkeys.gpg");
    console.println(" - Priority: " + result.finder().priority());
    console.println(" - Summary last modified: " + time(result));
    console.println(" - Refs:");
    for (CollectionRef ref : refs) {
      Optional<FoundRef> there = result.find(ref);
      String commit = there.map(it -> it.commit().hex()).orElse("(not found)");
      console.println("    - " + ref + " = " + commit);
    }
    console.println();
  }

  private static String time(FoundRemote result) {
    long seconds = result.summarySeconds().orElse(0);
    return seconds <= 0 || seconds >= YEAR_10000_SECONDS
        ? "unknown"
        : Instant.ofEpochSecond(seconds).toString();
  }
}
