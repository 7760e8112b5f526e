// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Predicate;

/// Deletes static deltas that lead nowhere.
///
/// A delta is the directory `deltas/` + first two characters of the source's base64 name + `/` +
/// the other 41, followed by `-` and the target's name unless it starts from nothing:
///
/// ```text
///   deltas/ab/cdef…(41)-ghij…(43)/superblock, 0, 1, …
///          └── from ───┘ └─ to ─┘
///   deltas/gh/ij…(41)/superblock, 0, 1, …
///          └── to ──┘
/// ```
final class StaleDeltas {
  private static final int REST = Checksum.BASE64_LENGTH - 2;

  private final Repo repo;
  private final Kernel kernel;

  StaleDeltas(Repo repo) {
    this.repo = repo;
    this.kernel = repo.kernel();
  }

  int deleteThoseOfMissingCommits() throws IOException {
    var gone = new HashSet<Checksum>();
    visit(
        target -> {
          gone.add(target);
          return false;
        });
    var missing = new HashSet<Checksum>();
    for (Checksum target : gone) {
      if (!repo.objects().has(new ObjectName(target, ObjectType.COMMIT))) {
        missing.add(target);
      }
    }
    return missing.isEmpty() ? 0 : visit(missing::contains);
  }

  int deleteThoseTo(Checksum commit) throws IOException {
    return visit(commit::equals);
  }

  private int visit(Predicate<Checksum> unwanted) throws IOException {
    int deleted = 0;
    try (Descriptor deltas = kernel.openDirectory(repo.directory(), "deltas")) {
      for (DirectoryEntry group : kernel.list(deltas)) {
        if (group.name().length() == 2 && group.type() == FileType.DIRECTORY) {
          deleted += visitGroup(deltas, group.name(), unwanted);
        }
      }
    } catch (NoSuchFileException e) {
      // No deltas were ever made here.
    }
    return deleted;
  }

  private int visitGroup(Descriptor deltas, String group, Predicate<Checksum> unwanted)
      throws IOException {
    int deleted = 0;
    try (Descriptor directory = kernel.openDirectory(deltas, group)) {
      for (DirectoryEntry delta : kernel.list(directory)) {
        Optional<Checksum> target = target(group, delta.name());
        if (target.isPresent() && unwanted.test(target.get())) {
          delete(directory, delta.name());
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static Optional<Checksum> target(String group, String name) {
    if (name.length() == REST) {
      return Checksum.findBase64(group + name);
    }
    boolean fromTo = name.length() == REST + 1 + Checksum.BASE64_LENGTH && name.charAt(REST) == '-';
    return fromTo ? Checksum.findBase64(name.substring(REST + 1)) : Optional.empty();
  }

  /// The superblock goes first: without it nobody uses the parts.
  private void delete(Descriptor group, String name) throws IOException {
    try (Descriptor delta = kernel.openDirectory(group, name)) {
      try {
        kernel.unlink(delta, "superblock");
      } catch (NoSuchFileException e) {
        // A deletion that was cut off left only parts.
      }
      for (DirectoryEntry part : kernel.list(delta)) {
        kernel.unlink(delta, part.name());
      }
    }
    kernel.removeDirectory(group, name);
  }
}
