// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a delta must bring, and from what it may make it.
///
/// @param metadata the new dirtrees and dirmetas
/// @param files the new files and symlinks
/// @param sources the old file from which a new one may be made
record DeltaPlan(
    List<ObjectName> metadata, List<FreshFile> files, Map<Checksum, OldFiles.OldFile> sources) {

  /// Compares two commits, or looks at one.
  static DeltaPlan of(ObjectStore store, Optional<Commit> from, Commit to, int threads)
      throws IOException {
    CommitFiles old = from.isPresent() ? CommitFiles.of(store, from.get()) : CommitFiles.none();
    CommitFiles fresh = CommitFiles.of(store, to);
    List<ObjectName> metadata = new ArrayList<>(fresh.metadata());
    metadata.removeAll(old.metadata());
    List<FreshFile> files = new ArrayList<>();
    for (Map.Entry<Checksum, String> entry : fresh.files().entrySet()) {
      if (!old.files().containsKey(entry.getKey())) {
        files.add(read(store, entry.getKey(), entry.getValue()));
      }
    }
    List<Checksum> removed = new ArrayList<>(old.files().keySet());
    removed.removeAll(fresh.files().keySet());
    var finder = new SourceFinder(store, new OldFiles(store, old), threads);
    return new DeltaPlan(metadata, files, finder.find(files, removed));
  }

  private static FreshFile read(ObjectStore store, Checksum checksum, String path)
      throws IOException {
    try (ContentObject opened = store.openContent(checksum)) {
      return new FreshFile(checksum, path, opened.header(), opened.sizeBytes());
    }
  }

  /// What a listener is told.
  DeltaEvent.Planned event() {
    int symlinks = (int) files.stream().filter(file -> file.header().isSymlink()).count();
    return new DeltaEvent.Planned(
        metadata.size(), files.size() - symlinks, symlinks, sources.size());
  }
}
