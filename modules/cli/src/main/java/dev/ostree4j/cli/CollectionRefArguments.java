// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.object.CollectionRef;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Arguments that are pairs of a collection and a ref.
final class CollectionRefArguments {
  private CollectionRefArguments() {}

  /// The pairs, each once, in the order they were given.
  static Set<CollectionRef> parse(List<String> words) throws IOException {
    if (words.isEmpty()) {
      throw CommandException.usage("At least one COLLECTION-ID REF pair must be specified");
    }
    if (words.size() % 2 != 0) {
      throw CommandException.usage("Only complete COLLECTION-ID REF pairs may be specified");
    }
    var refs = new LinkedHashSet<CollectionRef>();
    for (int i = 0; i < words.size(); i += 2) {
      refs.add(CollectionRef.parse(words.get(i), words.get(i + 1)));
    }
    return refs;
  }
}
