// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.RefStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// `refs --collections`: the prefix is the name of a collection.
final class CollectionRefs {
  private final RefStore refs;
  private final Console console;

  CollectionRefs(RefStore refs, Console console) {
    this.refs = refs;
    this.console = console;
  }

  void run(String prefix, boolean delete, boolean showRevision) throws IOException {
    for (Map.Entry<CollectionRef, Checksum> entry : list(prefix).entrySet()) {
      CollectionRef ref = entry.getKey();
      if (delete) {
        refs.setCollectionRef(ref, Optional.empty());
      } else {
        String name = "(" + ref.collection() + ", " + ref.ref() + ")";
        console.println(showRevision ? name + "\t" + entry.getValue() : name);
      }
    }
  }

  private SortedMap<CollectionRef, Checksum> list(String prefix) throws IOException {
    RefListing all = RefListing.defaults().withMirrors(RefListing.Show.INCLUDED);
    if (prefix.isEmpty()) {
      return refs.listCollectionRefs(all);
    }
    try {
      return refs.listCollectionRefs(CollectionId.parse(prefix), all);
    } catch (InvalidNameException e) {
      throw new CommandException("Listing refs: " + ErrorText.of(e));
    }
  }
}
