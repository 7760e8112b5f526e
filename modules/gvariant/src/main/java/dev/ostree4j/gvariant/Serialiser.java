// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Puts values together. Children are copied in their normal form, so that what comes out is
/// normal.
final class Serialiser {
  private static final byte[] NONE = {};

  /// A value of this size or more is not copied into the one around it.
  private static final int LAZY_FROM_BYTES = 1 << 20;

  private Serialiser() {}

  static Variant number(VariantType type, long value) {
    var bytes = new byte[type.fixedSizeBytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return Variant.built(type, bytes, 1);
  }

  static Variant text(VariantType type, String value) {
    byte[] encoded = Utf8.encode(value);
    var bytes = new byte[Math.addExact(encoded.length, 1)];
    System.arraycopy(encoded, 0, bytes, 0, encoded.length);
    if (value.indexOf('\0') >= 0 || !Texts.isValid(type.kind(), value)) {
      throw new IllegalArgumentException("no value of type " + type + ": " + value);
    }
    return Variant.built(type, bytes, 1);
  }

  static Variant variant(Variant value) {
    Variant inner = value.normalized();
    byte[] type = inner.type().text().getBytes(StandardCharsets.US_ASCII);
    byte[] tail = new byte[1 + type.length];
    System.arraycopy(type, 0, tail, 1, type.length);
    int size = size(inner.sizeBytes() + tail.length);
    return composed(VariantType.VARIANT, size, new Variant[] {inner}, tail, inner.height() + 1);
  }

  static Variant maybe(VariantType element, List<Variant> value) {
    if (value.isEmpty()) {
      return Variant.built(VariantType.maybe(element), NONE, 1);
    }
    Variant inner = value.getFirst().normalized();
    byte[] bytes = new byte[size(inner.sizeBytes() + (element.isFixed() ? 0 : 1))];
    inner.copyTo(bytes, 0);
    return Variant.built(VariantType.maybe(element), bytes, inner.height() + 1);
  }

  static Variant array(VariantType element, List<Variant> elements) {
    VariantType type = element == VariantType.STRING ? VariantType.STRINGS : arrayOf(element);
    return container(type, elements, element.isFixed() ? 0 : elements.size(), false);
  }

  private static VariantType arrayOf(VariantType element) {
    return element == VariantType.BYTE ? VariantType.BYTES : VariantType.array(element);
  }

  /// A tuple or a dictionary entry of the given type.
  static Variant tuple(VariantType type, List<Variant> members) {
    if (members.isEmpty()) {
      return Variant.built(type, new byte[1], 1);
    }
    int offsets = 0;
    for (int i = 0; i < members.size() - 1; i++) {
      offsets += members.get(i).type().isFixed() ? 0 : 1;
    }
    return container(type, members, offsets, true);
  }

  /// Children one after the other, then the framing offsets.
  private static Variant container(
      VariantType type, List<Variant> children, int offsets, boolean isTuple) {
    long body = 0;
    int height = 0;
    var normal = new Variant[children.size()];
    var ends = new long[offsets];
    int framed = 0;
    for (int i = 0; i < normal.length; i++) {
      normal[i] = children.get(i).normalized();
      body = aligned(body, normal[i].type()) + normal[i].sizeBytes();
      height = Math.max(height, normal[i].height());
      if (framed < offsets && !normal[i].type().isFixed()) {
        ends[framed++] = body;
      }
    }
    if (type.isFixed()) {
      body = aligned(body, type);
    }
    int size = size(Children.totalSize(body, offsets));
    byte[] frame = frame(ends, Children.offsetWidth(size), isTuple);
    return composed(type, size, normal, frame, height + 1);
  }

  /// An array writes its offsets forwards; a tuple backwards, without the last member's.
  private static byte[] frame(long[] ends, int width, boolean isTuple) {
    byte[] frame = new byte[ends.length * width];
    for (int i = 0; i < ends.length; i++) {
      int at = width * (isTuple ? ends.length - 1 - i : i);
      for (int k = 0; k < width; k++) {
        frame[at + k] = (byte) (ends[i] >>> 8 * k);
      }
    }
    return frame;
  }

  /// Puts a small value together at once; when it has to be, a large one, and one around others
  /// that are not in memory.
  private static Variant composed(
      VariantType type, int size, Variant[] children, byte[] tail, int height) {
    LazyBytes.Composed bytes = LazyBytes.composed(size, children, tail);
    if (size >= LAZY_FROM_BYTES || bytes.isAroundLazy()) {
      return Variant.built(type, bytes, size, height);
    }
    var array = new byte[size];
    bytes.gather(array, 0);
    return Variant.built(type, array, height);
  }

  static long aligned(long position, VariantType type) {
    int padding = type.alignment() - 1;
    return (position + padding) & ~padding;
  }

  static int size(long sizeBytes) {
    if (sizeBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a value of 2 GiB or more: " + sizeBytes + " bytes");
    }
    return (int) sizeBytes;
  }
}
