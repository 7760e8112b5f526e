// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Mutable: makes parts by hand, right ones and wrong ones.
///
/// Payloads are put together by the general GVariant writer, which knows nothing of this module.
/// Sets of extended attributes are plain bytes to it, so that they may be wrong.
final class PartBuilder {
  private static final VariantType PAYLOAD = VariantType.of("(a(uuu)aayayay)");

  private final List<Variant> modes = new ArrayList<>();
  private final List<Variant> xattrs = new ArrayList<>();
  private final ByteArrayOutputStream blob = new ByteArrayOutputStream();
  private final ByteArrayOutputStream operations = new ByteArrayOutputStream();
  private final List<ObjectName> objects = new ArrayList<>();

  /// With a mode 0100644 of root, a symlink's mode, and no extended attributes.
  PartBuilder() {
    mode(0, 0, 0100644).mode(0, 0, 0120777);
    xattrs(new byte[0]);
  }

  static FileHeader header() {
    return FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
  }

  /// The name of a file 0644 of root.
  static ObjectName file(byte[] content) {
    return new ObjectName(checksum(header(), content), ObjectType.FILE);
  }

  static Checksum checksum(FileHeader header, byte[] content) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(header.framed());
    all.writeBytes(content);
    return Checksum.ofContent(all.toByteArray());
  }

  PartBuilder mode(int uid, int gid, int mode) {
    modes.add(
        Variant.tuple(
            Variant.uint32(Integer.reverseBytes(uid)),
            Variant.uint32(Integer.reverseBytes(gid)),
            Variant.uint32(Integer.reverseBytes(mode))));
    return this;
  }

  PartBuilder xattrs(byte[] stored) {
    xattrs.add(Variant.bytes(stored));
    return this;
  }

  /// Adds to the blob; where that begins.
  long blob(byte[] bytes) {
    long offset = blob.size();
    blob.writeBytes(bytes);
    return offset;
  }

  PartBuilder makes(ObjectName object) {
    objects.add(object);
    return this;
  }

  PartBuilder op(Operation operation) {
    try {
      operation.writeTo(operations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  PartBuilder raw(byte... bytes) {
    operations.writeBytes(bytes);
    return this;
  }

  byte[] payload() {
    return Variant.tuple(
            PAYLOAD,
            List.of(
                Variant.array(VariantType.of("(uuu)"), modes),
                Variant.array(VariantType.BYTES, xattrs),
                Variant.bytes(blob.toByteArray()),
                Variant.bytes(operations.toByteArray())))
        .bytes();
  }

  Part part() {
    return plain(payload());
  }

  Part compressedPart() {
    try {
      return compressed(payload(), new LZMA2Options(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A part with these bytes as its payload.
  Part plain(byte[] payload) {
    byte[] stored = new byte[payload.length + 1];
    System.arraycopy(payload, 0, stored, 1, payload.length);
    return stored(stored);
  }

  Part compressed(byte[] payload, LZMA2Options options) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write('x');
    try (var xz = new XZOutputStream(out, options)) {
      xz.write(payload);
    }
    return stored(out.toByteArray());
  }

  /// A part which is stored as these bytes.
  Part stored(byte[] stored) {
    return new Part(
        PartHeader.of(Checksum.ofContent(stored), stored.length, blob.size(), objects), stored);
  }

  /// A part and what a superblock says of it.
  record Part(PartHeader header, byte[] stored) {
    ByteArrayInputStream stream() {
      return new ByteArrayInputStream(stored);
    }
  }
}
