// SPDX-License-Identifier: LGPL-2.1-or-later
import org.jspecify.annotations.NullMarked;

/// Stores objects, refs and remotes on disk.
///
/// Read {@link dev.ostree4j.repo.Repo} first, then {@link dev.ostree4j.repo.ObjectStore},
/// {@link dev.ostree4j.repo.RefStore}, {@link dev.ostree4j.repo.RemoteStore} and
/// {@link dev.ostree4j.repo.Transaction}. All work below the root of a repository is relative to
/// its open directory, so no symbolic link planted there can lead a write outside.
@NullMarked
module dev.ostree4j.repo {
  requires static org.jspecify;
  requires transitive dev.ostree4j.checksum;
  requires transitive dev.ostree4j.gvariant;
  requires transitive dev.ostree4j.keyfile;
  requires transitive dev.ostree4j.object;
  requires transitive dev.ostree4j.syscall;

  exports dev.ostree4j.repo;
  exports dev.ostree4j.repo.spi;

  uses dev.ostree4j.repo.spi.RefsFollower;
}
