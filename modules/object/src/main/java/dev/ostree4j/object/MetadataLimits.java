// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

/// How large and deep metadata may be.
///
/// @since 0.1
public final class MetadataLimits {
  /// The format's own limit of a metadata object; what is larger is neither written nor read.
  public static final int MAX_SIZE_BYTES = 128 * 1024 * 1024;

  /// Above this size a writer should warn: readers hold metadata objects in memory.
  public static final int WARN_SIZE_BYTES = 7 * 1024 * 1024;

  /// The deepest directory tree that is walked. A path of the kernel has at most 4096 bytes, so at
  /// most 2048 components: nothing deeper can have been committed or can be checked out.
  public static final int MAX_DEPTH = 2048;

  private MetadataLimits() {}

  static void checkSize(long sizeBytes) throws ObjectFormatException {
    if (sizeBytes > MAX_SIZE_BYTES) {
      throw new ObjectFormatException(
          "Metadata object of " + sizeBytes + " bytes exceeds limit " + MAX_SIZE_BYTES);
    }
  }
}
