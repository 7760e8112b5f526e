// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The files of the commit that a delta starts from, by what they are called. Safe for use by
/// several threads.
final class OldFiles {
  private static final int OTHERS_MAY_READ = 04;

  private final ObjectStore store;
  private final CommitFiles tree;
  private final Map<String, List<Checksum>> byName = new HashMap<>();
  private final Map<Checksum, Optional<OldFile>> known = new ConcurrentHashMap<>();

  /// A file which may serve as a source.
  record OldFile(Checksum checksum, long sizeBytes) {}

  OldFiles(ObjectStore store, CommitFiles tree) {
    this.store = store;
    this.tree = tree;
    tree.files()
        .forEach(
            (checksum, path) ->
                byName
                    .computeIfAbsent(FreshFile.baseName(path), absent -> new ArrayList<>(1))
                    .add(checksum));
  }

  /// The file at this path.
  Optional<OldFile> atPath(String path) throws IOException {
    Checksum found = tree.paths().get(path);
    return found == null ? Optional.empty() : find(found);
  }

  /// The file of this name, in whatever directory, whose size is nearest.
  Optional<OldFile> called(String baseName, long sizeBytes) throws IOException {
    Optional<OldFile> best = Optional.empty();
    for (Checksum checksum : byName.getOrDefault(baseName, List.of())) {
      Optional<OldFile> next = find(checksum);
      if (next.isPresent() && isNearer(next.get(), best, sizeBytes)) {
        best = next;
      }
    }
    return best;
  }

  private static boolean isNearer(OldFile file, Optional<OldFile> than, long sizeBytes) {
    return than.isEmpty()
        || Math.abs(file.sizeBytes() - sizeBytes) < Math.abs(than.get().sizeBytes() - sizeBytes);
  }

  /// A file, unless it cannot be a source: a symlink, an empty file, or one that not everybody may
  /// read, since the user who applies a delta may be anybody.
  Optional<OldFile> find(Checksum checksum) throws IOException {
    Optional<OldFile> found = known.get(checksum);
    if (found == null) {
      found = look(checksum);
      known.put(checksum, found);
    }
    return found;
  }

  private Optional<OldFile> look(Checksum checksum) throws IOException {
    try (ContentObject opened = store.openContent(checksum)) {
      boolean usable =
          !opened.header().isSymlink()
              && opened.sizeBytes() > 0
              && (opened.header().mode() & OTHERS_MAY_READ) != 0;
      return usable ? Optional.of(new OldFile(checksum, opened.sizeBytes())) : Optional.empty();
    }
  }
}
