// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.SortedMap;

/// All refs that keep commits alive: own ones, those of remotes, and mirrored ones of collections.
final class EveryRef {
  private EveryRef() {}

  /// Own refs and those of remotes, as `REF` and `REMOTE:REF`.
  static SortedMap<String, Checksum> named(Repo repo) throws IOException {
    return repo.refs().list();
  }

  /// The refs of collections, the mirrored ones among them.
  static SortedMap<CollectionRef, Checksum> ofCollections(Repo repo) throws IOException {
    return repo.refs()
        .listCollectionRefs(RefListing.defaults().withMirrors(RefListing.Show.INCLUDED));
  }
}
