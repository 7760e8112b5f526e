// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Knows which files on disk are which objects, by device and inode: a hardlinked checkout need
/// not be read again to be committed. Safe for many threads.
///
/// Trusting it means to trust that nobody changed a file of the repository in place.
///
/// @since 0.1
public final class DevInoCache {
  private final Map<Inode, Checksum> known = new ConcurrentHashMap<>();

  private DevInoCache() {}

  /// A cache that knows nothing yet.
  public static DevInoCache empty() {
    return new DevInoCache();
  }

  /// A cache of all content objects of a repository, its parents not included; it stays empty for
  /// an archive, whose files are nowhere linked.
  public static DevInoCache scan(Repo repo) throws IOException {
    var cache = new DevInoCache();
    if (repo.mode() != RepoMode.ARCHIVE) {
      long device = repo.kernel().status(repo.objectsDirectory()).device();
      repo.objects()
          .layer(repo.objectsDirectory())
          .forEach(
              (name, entry) -> {
                if (name.type() == ObjectType.FILE) {
                  cache.put(device, entry.inode(), name.checksum());
                }
              });
    }
    return cache;
  }

  /// The object that this inode is.
  public Optional<Checksum> find(long device, long inode) {
    return Optional.ofNullable(known.get(new Inode(device, inode)));
  }

  /// Remembers an inode.
  public void put(long device, long inode, Checksum content) {
    known.put(new Inode(device, inode), content);
  }

  private record Inode(long device, long number) {}
}
