// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefSpec;
import java.time.Duration;
import java.util.Map;

/// What a pull brought.
///
/// @param refs the refs that were written, and what they name now
/// @param sharedRefs the refs of collections that were written, and what they name now
/// @param origin what kind of place it came from
/// @param remote objects that came from the remote
/// @param local objects that came from local caches instead
/// @param bytesTransferred how many bytes of objects, deltas and lists of deltas came over the net,
///     answers that there is none among them; refs, summary and configuration do not count. Zero
///     for a source on this machine
/// @param elapsed how long it took
/// @param contentBytesWritten payload that was written anew; what was linked, or made by a delta,
///     does not count
/// @param deltas what of it came as static deltas
/// @since 0.1
public record PullReport(
    Map<RefSpec, Checksum> refs,
    Map<CollectionRef, Checksum> sharedRefs,
    Origin origin,
    Count remote,
    Count local,
    long bytesTransferred,
    Duration elapsed,
    long contentBytesWritten,
    DeltaCount deltas) {
  /// Keeps copies of the refs.
  public PullReport {
    refs = Map.copyOf(refs);
    sharedRefs = Map.copyOf(sharedRefs);
  }

  /// What kind of place objects come from.
  public enum Origin {
    /// A repository on the same machine.
    REPOSITORY,
    /// A server.
    SERVER
  }

  /// How many objects were not here before.
  ///
  /// @param metadata commits, directories and directory metadata. From a server as in the C
  ///     program: each answer to what is said about a commit, which deltas lead to it and whether a
  ///     parent is there counts too, be it that there is nothing; a commit that came in a delta
  ///     does not
  /// @param content files and symbolic links
  public record Count(long metadata, long content) {
    /// None.
    public static final Count NONE = new Count(0, 0);
  }

  /// The same with this many bytes.
  PullReport withBytesTransferred(long bytes) {
    return new PullReport(
        refs, sharedRefs, origin, remote, local, bytes, elapsed, contentBytesWritten, deltas);
  }
}
