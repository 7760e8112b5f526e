// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import dev.ostree4j.checksum.Checksum;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A regular file: how large it is, where its content lies and, when somebody is to check that,
/// what its fs-verity digest is.
///
/// @since 0.1
public final class ImageFile implements ImageNode {
  /// The largest size, some eight petabytes: so many chunks of the largest size that their
  /// addresses still fit a block wherever the inode comes to lie.
  public static final long SIZE_BYTES_MAX = 1016L << 43;

  private final ImageAttributes attributes;
  private final long sizeBytes;
  private final @Nullable String payload;
  private final @Nullable Checksum digest;

  private ImageFile(
      ImageAttributes attributes,
      long sizeBytes,
      @Nullable String payload,
      @Nullable Checksum digest) {
    this.attributes = attributes;
    this.sizeBytes = sizeBytes;
    this.payload = payload;
    this.digest = digest;
  }

  /// A file without content.
  public static ImageFile empty(ImageAttributes attributes) {
    return new ImageFile(attributes, 0, null, null);
  }

  /// A file whose content lies in a file of its own.
  ///
  /// @param sizeBytes the size of the content, at least 1
  /// @param payload the path of that file, relative to the directory of all content
  /// @throws ImageLimitException when the file is too large, or the path empty or longer than a
  ///     path can be
  public static ImageFile of(ImageAttributes attributes, long sizeBytes, String payload)
      throws ImageLimitException {
    if (sizeBytes < 1) {
      throw new IllegalArgumentException("a file of " + sizeBytes + " bytes has no content");
    }
    if (sizeBytes > SIZE_BYTES_MAX) {
      throw new ImageLimitException(
          "a file of " + sizeBytes + " bytes exceeds limit " + SIZE_BYTES_MAX);
    }
    if (payload.isEmpty() || payload.length() >= ImageSymlink.TARGET_BYTES_MAX) {
      throw new ImageLimitException("a path to content of " + payload.length() + " characters");
    }
    return new ImageFile(attributes, sizeBytes, payload, null);
  }

  /// The same with the fs-verity digest of its content, which whoever mounts the image demands.
  ///
  /// @throws IllegalStateException when there is no content
  public ImageFile withDigest(Checksum contentDigest) {
    if (payload == null) {
      throw new IllegalStateException("an empty file has no digest");
    }
    return new ImageFile(attributes, sizeBytes, payload, contentDigest);
  }

  @Override
  public ImageAttributes attributes() {
    return attributes;
  }

  /// The size of the content.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// Where the content lies; nothing when there is none.
  public Optional<String> payload() {
    return Optional.ofNullable(payload);
  }

  /// The fs-verity digest of the content, when it is to be checked.
  public Optional<Checksum> digest() {
    return Optional.ofNullable(digest);
  }
}
