// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where repositories lie on a medium.
///
/// ```text
/// .ostree/repos.d/*       links to repositories, in the order of their names
/// .ostree/repo, ostree/repo, var/lib/flatpak/repo
/// ```
///
/// The medium may come from anybody. A link that leads out of it, or to another file system, is
/// passed over.
final class MediumRepos {
  static final String LINKS = ".ostree/repos.d";
  static final List<String> WELL_KNOWN =
      List.of(".ostree/repo", "ostree/repo", "var/lib/flatpak/repo");

  /// More links than these are no use to anybody.
  private static final int LINKS_MAX = 100;

  private MediumRepos() {}

  /// The directories that may be repositories, each once, however many names it has.
  static Set<Path> list(Path medium) throws IOException {
    Path root = medium.toRealPath();
    Object device = Files.getAttribute(root, "unix:dev");
    var found = new LinkedHashSet<Path>();
    for (Path candidate : candidates(root)) {
      try {
        Path real = candidate.toRealPath();
        if (real.startsWith(root)
            && Files.isDirectory(real)
            && device.equals(Files.getAttribute(real, "unix:dev"))) {
          found.add(real);
        }
      } catch (IOException unreachable) {
        // As good as not there; links may lead nowhere.
        continue;
      }
    }
    return found;
  }

  private static List<Path> candidates(Path root) throws IOException {
    var candidates = new ArrayList<Path>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(root.resolve(LINKS))) {
      for (Path link : links) {
        candidates.add(link);
        if (candidates.size() == LINKS_MAX) {
          break;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      candidates.clear();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    candidates.sort(null);
    for (String path : WELL_KNOWN) {
      candidates.add(root.resolve(path));
    }
    return candidates;
  }
}
