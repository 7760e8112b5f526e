// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.FileHeader;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DescriptorStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An open content object: its header, and its bytes as a stream.
///
/// The bytes are not compared with the object's name while they are read;
/// [ObjectStore#verify(dev.ostree4j.object.ObjectName)] does that.
///
/// @since 0.1
public final class ContentObject implements AutoCloseable {
  private final FileHeader header;
  private final long sizeBytes;
  private final InputStream stream;
  private final @Nullable Descriptor file;

  private ContentObject(
      FileHeader header, long sizeBytes, InputStream stream, @Nullable Descriptor file) {
    this.header = header;
    this.sizeBytes = sizeBytes;
    this.stream = stream;
    this.file = file;
  }

  static ContentObject symlink(FileHeader header) {
    return new ContentObject(header, 0, InputStream.nullInputStream(), null);
  }

  static ContentObject plain(
      FileHeader header, long sizeBytes, DescriptorStream stream, Descriptor file) {
    return new ContentObject(header, sizeBytes, stream, file);
  }

  static ContentObject inflating(FileHeader header, long sizeBytes, InputStream stream) {
    return new ContentObject(header, sizeBytes, stream, null);
  }

  /// Owner, mode, target of a symbolic link, extended attributes.
  public FileHeader header() {
    return header;
  }

  /// The size of the content, zero for a symbolic link. In an archive repository this is what the
  /// header claims; the stream fails when it is not true.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// The content; empty for a symbolic link. Always the same stream.
  public InputStream stream() {
    return stream;
  }

  /// The open file itself, at the offset of the stream, where it holds the content as it is, so
  /// that a copy can be left to the kernel. Closed with this object.
  @SuppressWarnings("exports")
  public Optional<Descriptor> file() {
    return Optional.ofNullable(file);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
