// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the commit that a revision names.
///
/// ```text
/// revision = HEX                the commit itself, stored or not
///          | DIGITS             the only stored commit that starts so, before any ref of that name
///          | REF                ours; else "REMOTE/REF"; else that of any remote; else the
/// parent's          | REMOTE:REF         what the remote had
///          | revision "^"       the parent of that commit
/// ```
final class RevisionResolver {
  private final Repo repo;
  private final RefReader reader;
  private final RefWalker walker;

  RevisionResolver(Repo repo, RefReader reader, RefWalker walker) {
    this.repo = repo;
    this.reader = reader;
    this.walker = walker;
  }

  Optional<Checksum> find(String revision, boolean inRemotes) throws IOException {
    int end = revision.length();
    while (end > 0 && revision.charAt(end - 1) == '^') {
      end--;
    }
    Optional<Checksum> found = findNamed(revision.substring(0, end), inRemotes);
    for (int i = end; found.isPresent() && i < revision.length(); i++) {
      found = Optional.of(parent(found.get()));
    }
    return found;
  }

  /// Whether this is not a ref but a directory of refs.
  boolean isDirectory(String name) throws IOException {
    RefSpec spec = RefSpec.parse(name);
    return walker
        .status(RefPaths.directory(spec) + "/" + spec.ref().text())
        .filter(FileStatus::isDirectory)
        .isPresent();
  }

  private Checksum parent(Checksum commit) throws IOException {
    Optional<Checksum> parent = repo.objects().readCommit(commit).parent();
    if (parent.isEmpty()) {
      throw new RepoException.NoParent("Commit " + commit.hex() + " has no parent");
    }
    return parent.get();
  }

  private Optional<Checksum> findNamed(String name, boolean inRemotes) throws IOException {
    Optional<Checksum> exact = Checksum.find(name);
    if (exact.isPresent()) {
      return exact;
    }
    Optional<Checksum> byPrefix = findByPrefix(name);
    if (byPrefix.isPresent()) {
      return byPrefix;
    }
    RefSpec spec = RefSpec.parse(name);
    Optional<Checksum> found = findRef(spec, inRemotes);
    if (found.isPresent() || repo.parent().isEmpty()) {
      return found;
    }
    RefStore above = repo.parent().get().refs();
    return inRemotes ? above.findRevision(name) : above.findLocalRevision(name);
  }

  private Optional<Checksum> findByPrefix(String digits) throws IOException {
    if (digits.length() > Checksum.HEX_LENGTH || !isHex(digits)) {
      return Optional.empty();
    }
    List<Checksum> commits = repo.objects().commitsStartingWith(digits);
    if (commits.size() > 1) {
      throw new RepoException.RefNotUnique(digits);
    }
    return commits.isEmpty() ? Optional.empty() : Optional.of(commits.getFirst());
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
      if (!hex) {
        return false;
      }
    }
    return true;
  }

  private Optional<Checksum> findRef(RefSpec spec, boolean inRemotes) throws IOException {
    String ref = spec.ref().text();
    Optional<Checksum> commit = Checksum.find(ref);
    if (commit.isPresent()) {
      return commit;
    }
    Optional<Checksum> found = reader.find(RefPaths.directory(spec), ref);
    if (found.isPresent() || spec.remote().isPresent() || !inRemotes) {
      return found;
    }
    Optional<Checksum> literal =
        ref.indexOf('/') < 0 ? Optional.empty() : reader.find(RefPaths.REMOTES, ref);
    return literal.isPresent() ? literal : findInAnyRemote(ref);
  }

  /// The first remote by name wins, so that the answer does not depend on the order of a directory.
  private Optional<Checksum> findInAnyRemote(String ref) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (DirectoryEntry entry : walker.list(RefPaths.REMOTES)) {
      if (RemoteName.find(entry.name()).isPresent()) {
        names.add(entry.name());
      }
    }
    for (String name : names) {
      Optional<Checksum> found = reader.find(RefPaths.REMOTES + "/" + name, ref);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
