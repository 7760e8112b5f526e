// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds for each new file the old one from which it is best made: the one at the same path, one of
/// the same name elsewhere, or whichever of those that are gone holds the most of the same bytes,
/// so that a file which was renamed is found as well.
///
/// Memory: about 400 bytes for each file which is new or gone.
final class SourceFinder {
  /// So much more alike must a file of another name be than the one of the same name.
  private static final double MARGIN = 0.1;

  /// Two files of no name in common must be so much alike.
  private static final double ALIKE_MIN = 0.04;

  /// Smaller files are not worth a source.
  private static final long SIZE_MIN_BYTES = 64;

  private final ObjectStore store;
  private final OldFiles old;
  private final int threads;
  private final Map<Checksum, Sketch> sketches = new ConcurrentHashMap<>();
  private final SketchIndex index = new SketchIndex();
  private final List<Checksum> gone = new ArrayList<>();

  SourceFinder(ObjectStore store, OldFiles old, int threads) {
    this.store = store;
    this.old = old;
    this.threads = threads;
  }

  /// The sources of those of these files that have one.
  ///
  /// @param removed the files of the old commit which the new one does not have
  Map<Checksum, OldFiles.OldFile> find(List<FreshFile> files, List<Checksum> removed)
      throws IOException {
    List<FreshFile> wanted =
        files.stream()
            .filter(file -> !file.header().isSymlink() && file.sizeBytes() >= SIZE_MIN_BYTES)
            .toList();
    for (Checksum file : removed) {
      if (old.find(file).isPresent()) {
        gone.add(file);
      }
    }
    if (!gone.isEmpty()) {
      sketchAll(wanted);
    }
    Map<Checksum, OldFiles.OldFile> found = new HashMap<>();
    for (FreshFile file : wanted) {
      Optional<OldFiles.OldFile> source = find(file);
      source.ifPresent(one -> found.put(file.checksum(), one));
    }
    return found;
  }

  private void sketchAll(List<FreshFile> files) throws IOException {
    try (var workers = new Workers(threads)) {
      for (Checksum file : gone) {
        workers.fork(() -> sketch(file));
      }
      for (FreshFile file : files) {
        workers.fork(() -> sketch(file.checksum()));
      }
      workers.join();
    }
    for (Checksum file : gone) {
      index.add(sketch(file));
    }
  }

  private Optional<OldFiles.OldFile> find(FreshFile file) throws IOException {
    Optional<OldFiles.OldFile> named = old.atPath(file.path());
    if (named.isEmpty()) {
      named = old.called(file.baseName(), file.sizeBytes());
    }
    int best = gone.isEmpty() ? -1 : index.best(sketch(file.checksum()));
    if (best < 0) {
      return named;
    }
    double alike = sketch(file.checksum()).resemblance(sketch(gone.get(best)));
    double known = named.isPresent() ? likeness(file, named.get()) + MARGIN : ALIKE_MIN;
    return alike > known ? old.find(gone.get(best)) : named;
  }

  private double likeness(FreshFile file, OldFiles.OldFile source) throws IOException {
    return sketch(file.checksum()).resemblance(sketch(source.checksum()));
  }

  private Sketch sketch(Checksum file) throws IOException {
    Sketch known = sketches.get(file);
    if (known == null) {
      try (ContentObject opened = store.openContent(file)) {
        known = Sketch.of(opened.stream());
      }
      sketches.put(file, known);
    }
    return known;
  }
}
