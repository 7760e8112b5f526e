// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a repository is opened.
///
/// @since 0.1
public final class OpenOptions {
  private static final OpenOptions DEFAULTS = new OpenOptions(null, null, InstantSource.system());

  private final @Nullable Path sysroot;
  private final @Nullable Path remotesDirectory;
  private final InstantSource clock;

  private OpenOptions(
      @Nullable Path sysroot, @Nullable Path remotesDirectory, InstantSource clock) {
    this.sysroot = sysroot;
    this.remotesDirectory = remotesDirectory;
    this.clock = clock;
  }

  /// A repository of its own: no sysroot, the clock of the system.
  public static OpenOptions defaults() {
    return DEFAULTS;
  }

  /// As the repository of this sysroot, whose remotes may stand in `etc/ostree/remotes.d`;
  /// default: none, but the repository at `/ostree/repo` is that of `/`.
  public OpenOptions withSysroot(Path root) {
    return new OpenOptions(root, remotesDirectory, clock);
  }

  /// With remotes from the `*.conf` files of this directory; default: that of the sysroot.
  public OpenOptions withRemotesDirectory(Path directory) {
    return new OpenOptions(sysroot, directory, clock);
  }

  /// With this clock; default: that of the system.
  public OpenOptions withClock(InstantSource source) {
    return new OpenOptions(sysroot, remotesDirectory, source);
  }

  Optional<Path> sysroot() {
    return Optional.ofNullable(sysroot);
  }

  Optional<Path> remotesDirectory() {
    return Optional.ofNullable(remotesDirectory);
  }

  InstantSource clock() {
    return clock;
  }
}
