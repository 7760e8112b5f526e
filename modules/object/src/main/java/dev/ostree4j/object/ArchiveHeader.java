// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.Arrays;
import java.util.Objects;

/// The header of a `.filez`: the file's own header and the size of the content before compression.
///
/// ```text
/// size BE64 | uid BE32 | gid BE32 | mode BE32 | rdev BE32 = 0 | target, NUL | xattrs | offset
/// ```
///
/// The size is what a writer claimed. It helps to plan; nothing may be allocated by it.
///
/// @param file what the file object is named by, together with the content
/// @param sizeBytes the size of the content, zero for symlinks
/// @since 0.1
public record ArchiveHeader(FileHeader file, long sizeBytes) {
  /// The type of the serialised header, `(tuuuusa(ayay))`.
  public static final VariantType TYPE = VariantType.of("(tuuuusa(ayay))");

  private static final int SIZE_FIELD_BYTES = 8;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException when the size is negative
  public ArchiveHeader {
    Objects.requireNonNull(file);
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("size " + sizeBytes);
    }
  }

  /// Reads a header, without the eight bytes before it.
  ///
  /// @throws ObjectFormatException when it is not in normal form or says what no file can be
  public static ArchiveHeader parse(byte[] header) throws ObjectFormatException {
    if (header.length < SIZE_FIELD_BYTES) {
      throw ObjectFormatException.notNormal();
    }
    long size = Framing.bigEndianLong(header, 0);
    if (size < 0) {
      throw new ObjectFormatException(
          "Corrupted archive file; invalid size " + Long.toUnsignedString(size));
    }
    var parsed = new ArchiveHeader(FileHeader.read(Span.of(header), SIZE_FIELD_BYTES), size);
    if (!Arrays.equals(parsed.bytes(), header)) {
      throw ObjectFormatException.notNormal();
    }
    return parsed;
  }

  /// Reads a header.
  ///
  /// @throws ObjectFormatException when the type is another, or as [#parse(byte\[\])]
  public static ArchiveHeader parse(Variant header) throws ObjectFormatException {
    if (!header.type().equals(TYPE)) {
      throw new ObjectFormatException("Archive header of type " + header.type().text());
    }
    return parse(header.bytes());
  }

  /// The serialised header.
  public byte[] bytes() {
    return written(0);
  }

  /// The header with its length before it: the start of the `.filez`.
  public byte[] framed() {
    byte[] framed = written(HeaderFrame.PREFIX_BYTES);
    HeaderFrame.writePrefix(framed);
    return framed;
  }

  private byte[] written(int start) {
    byte[] text = Text.utf8(file.symlinkTarget());
    byte[] target = new byte[start + file.sizeBytes(text, SIZE_FIELD_BYTES)];
    Framing.putBigEndianLong(target, start, sizeBytes);
    file.writeTo(target, start, target.length, SIZE_FIELD_BYTES, text);
    return target;
  }
}
