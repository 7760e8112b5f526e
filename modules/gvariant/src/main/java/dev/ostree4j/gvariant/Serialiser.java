// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Puts values together. Children are copied in their normal form, so that what comes out is
/// normal.
final class Serialiser {
  private static final byte[] NONE = {};

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
    byte[] bytes = new byte[size(inner.sizeBytes() + 1 + type.length)];
    inner.copyTo(bytes, 0);
    System.arraycopy(type, 0, bytes, inner.size() + 1, type.length);
    return Variant.built(VariantType.VARIANT, bytes, inner.height() + 1);
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
    for (int i = 0; i < normal.length; i++) {
      normal[i] = children.get(i).normalized();
      body = aligned(body, normal[i].type()) + normal[i].sizeBytes();
      height = Math.max(height, normal[i].height());
    }
    if (type.isFixed()) {
      body = aligned(body, type);
    }
    var bytes = new byte[size(Children.totalSize(body, offsets))];
    fill(bytes, normal, offsets, isTuple);
    return Variant.built(type, bytes, height + 1);
  }

  private static void fill(byte[] bytes, Variant[] children, int offsets, boolean isTuple) {
    int width = Children.offsetWidth(bytes.length);
    int frame = isTuple ? bytes.length : bytes.length - offsets * width;
    int position = 0;
    for (int i = 0; i < children.length; i++) {
      VariantType type = children[i].type();
      position = (int) aligned(position, type);
      children[i].copyTo(bytes, position);
      position += children[i].size();
      if (type.isFixed()) {
        continue;
      }
      // An array writes its offsets forwards; a tuple backwards, without the last member's.
      if (!isTuple) {
        putOffset(bytes, frame, width, position);
        frame += width;
      } else if (i < children.length - 1) {
        frame -= width;
        putOffset(bytes, frame, width, position);
      }
    }
  }

  private static void putOffset(byte[] bytes, int at, int width, int offset) {
    for (int i = 0; i < width; i++) {
      bytes[at + i] = (byte) (offset >>> 8 * i);
    }
  }

  private static long aligned(long position, VariantType type) {
    int padding = type.alignment() - 1;
    return (position + padding) & ~padding;
  }

  private static int size(long sizeBytes) {
    if (sizeBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a value of 2 GiB or more: " + sizeBytes + " bytes");
    }
    return (int) sizeBytes;
  }
}
