// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration of a remote in the net: fetched when something of it is needed, and once. One
/// that is missing says nothing. For the thread that pulls alone.
final class WebConfig implements SourceConfig {
  /// A configuration has a few lines for each remote; nobody has ten thousand remotes.
  private static final int MAX_BYTES = 1024 * 1024;

  private static final String CORE = "core";

  private final RemoteFiles files;
  private @Nullable KeyFile known;

  WebConfig(RemoteFiles files) {
    this.files = files;
  }

  @Override
  public boolean hasIndexedDeltas() throws IOException {
    return isOn("indexed-deltas");
  }

  @Override
  public boolean hasTombstoneCommits() throws IOException {
    return isOn("tombstone-commits");
  }

  /// Refuses a remote that stores files in a way in which they cannot be pulled.
  ///
  /// @throws PullException.UnusableRemote when it says so
  void requireArchive() throws IOException {
    read();
  }

  /// Only an archive can be read file by file from a server.
  static void refuseMode(String mode) throws PullException.UnusableRemote {
    if (!mode.equals("archive-z2") && !mode.equals("archive")) {
      throw new PullException.UnusableRemote("Can't pull from archives with mode \"" + mode + "\"");
    }
  }

  private boolean isOn(String key) throws IOException {
    KeyFile read = read();
    try {
      return read.findBoolean(CORE, key).orElse(false);
    } catch (KeyFileException e) {
      throw unreadable(e);
    }
  }

  private KeyFile read() throws IOException {
    KeyFile read = known;
    if (read == null) {
      read = fetch();
      known = read;
    }
    return read;
  }

  private KeyFile fetch() throws IOException {
    Optional<byte[]> bytes = files.find("config", MAX_BYTES);
    try {
      KeyFile parsed = bytes.isPresent() ? KeyFile.parse(bytes.get()) : KeyFile.empty();
      Optional<String> mode = parsed.find(CORE, "mode");
      if (mode.isPresent()) {
        refuseMode(mode.get());
      }
      return parsed;
    } catch (KeyFileException e) {
      throw unreadable(e);
    }
  }

  private static PullException unreadable(KeyFileException e) {
    return new PullException.UnusableRemote("Parsing config: " + e.getMessage());
  }
}
