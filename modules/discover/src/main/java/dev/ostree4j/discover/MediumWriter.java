// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Copies refs of collections to a medium, where a [MountFinder] of another machine finds them;
/// what `ostree create-usb` does.
///
/// The repository on the medium is an archive, whatever the file system there: it needs neither
/// owners nor attributes. It has the refs of all collections as mirrored ones, and a summary.
///
/// @since 0.1
public final class MediumWriter {
  /// Where the repository is unless somebody says otherwise.
  public static final String DEFAULT_DESTINATION = ".ostree/repo";

  private static final int LINKS_MAX = 100;

  private final Repo source;
  private final PullOptions options;
  private final PullListener listener;

  /// @param source what is copied from
  /// @param options how objects are written and verified; where refs are put is not theirs to say
  public MediumWriter(Repo source, PullOptions options, PullListener listener) {
    this.source = source;
    this.options = options;
    this.listener = listener;
  }

  /// Copies refs.
  ///
  /// @param medium the directory on which it is mounted
  /// @param destination the repository, relative to the medium; it is made when it is not there
  /// @param refs the refs, each at the commit that is given or, where none is, at the one where it
  ///     points here
  /// @throws DiscoveryException.RefMissing when a ref is not here
  /// @throws DiscoveryException.OutsideOfMedium when the destination leads elsewhere
  public void write(Path medium, String destination, Map<CollectionRef, Optional<Checksum>> refs)
      throws IOException {
    PullRequest request = request(refs);
    Path root = medium.toRealPath();
    Path path = within(root, destination);
    Files.createDirectories(path);
    if (!path.toRealPath().startsWith(root)) {
      throw new DiscoveryException.OutsideOfMedium(destination);
    }
    try (Repo target = Repo.create(source.kernel(), path, RepoMode.ARCHIVE)) {
      PullOptions mirror = options.withPlacement(PullOptions.Placement.MIRROR);
      new Puller(target, mirror, listener).pull(source, request);
      new SummaryWriter(target, SummaryOptions.defaults()).write();
    }
    if (!MediumRepos.WELL_KNOWN.contains(root.relativize(path).toString())) {
      link(root, path);
    }
  }

  private PullRequest request(Map<CollectionRef, Optional<Checksum>> refs) throws IOException {
    PullRequest request = PullRequest.ofConfigured();
    for (var ref : refs.entrySet()) {
      Optional<Checksum> commit = ref.getValue();
      if (commit.isEmpty()) {
        commit = source.refs().find(ref.getKey());
      }
      if (commit.isEmpty()) {
        throw new DiscoveryException.RefMissing(ref.getKey());
      }
      request = request.withShared(ref.getKey(), commit.get());
    }
    return request;
  }

  private static Path within(Path root, String destination) throws IOException {
    Path path = root.resolve(destination).normalize();
    boolean relative = !Path.of(destination).isAbsolute();
    if (!relative || !path.startsWith(root) || path.equals(root)) {
      throw new DiscoveryException.OutsideOfMedium(destination);
    }
    return path;
  }

  /// A link from where finders look, unless there is one that leads to the same repository.
  private static void link(Path root, Path path) throws IOException {
    Path links = root.resolve(MediumRepos.LINKS);
    Files.createDirectories(links);
    Path target = links.relativize(path);
    for (int i = 0; i < LINKS_MAX; i++) {
      Path link = links.resolve(String.format(Locale.ROOT, "%02d-generated", i));
      try {
        Files.createSymbolicLink(link, target);
        return;
      } catch (FileAlreadyExistsException taken) {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
          return;
        }
      }
    }
    throw new DiscoveryException.TooManyLinks();
  }
}
