// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Finds the children of a container within its bytes, leniently: whatever the bytes say, each
/// child lies inside its container or has its default value. No two children overlap, so that no
/// bytes are ever unfolded twice.
final class Children {
  private Children() {}

  /// How many bytes a framing offset takes in a container of that size.
  static int offsetWidth(int size) {
    return size > 0xffff ? 4 : size > 0xff ? 2 : size > 0 ? 1 : 0;
  }

  /// The size of a container with such a body and so many framing offsets.
  static long totalSize(long body, long offsets) {
    if (body + offsets <= 0xff) {
      return body + offsets;
    }
    return body + 2 * offsets <= 0xffff ? body + 2 * offsets : body + 4 * offsets;
  }

  static int count(Variant value) {
    VariantType type = value.type();
    return switch (type.kind()) {
      case 'v' -> 1;
      case '(', '{' -> type.memberCount();
      case 'm' -> maybeCount(type.element(), value.size());
      case 'a' -> arrayCount(type.element(), value.bytes, value.start, value.size());
      default -> throw new IllegalStateException("not a container: " + type);
    };
  }

  private static int maybeCount(VariantType element, int size) {
    return element.isFixed() ? (size == element.fixedSizeBytes() ? 1 : 0) : size > 0 ? 1 : 0;
  }

  static int arrayCount(VariantType element, Bytes bytes, int start, int size) {
    if (element.isFixed()) {
      return size % element.fixedSizeBytes() == 0 ? size / element.fixedSizeBytes() : 0;
    }
    if (size == 0) {
      return 0;
    }
    int width = offsetWidth(size);
    // The last offset ends the last element, and there the row of offsets starts.
    long offsets = size - bytes.number(start + size - width, width);
    return offsets < 0 || offsets % width != 0 ? 0 : (int) (offsets / width);
  }

  /// The child at an index which exists.
  static Variant child(Variant value, int index) {
    VariantType type = value.type();
    return switch (type.kind()) {
      case 'v' -> inner(value.bytes, value.start, value.size(), value.depth);
      case 'm' -> just(value, type.element());
      case 'a' -> element(value, type.element(), index);
      default -> member(value, type, index);
    };
  }

  /// A just of variable size ends with one more byte, which makes it differ from nothing.
  private static Variant just(Variant value, VariantType element) {
    return value.view(element, value.start, value.size() - (element.isFixed() ? 0 : 1));
  }

  private static Variant element(Variant value, VariantType element, int index) {
    if (element.isFixed()) {
      int size = element.fixedSizeBytes();
      return value.view(element, value.start + index * size, size);
    }
    if (index > value.ordered()) {
      return value.defaultView(element);
    }
    int width = offsetWidth(value.size());
    int offsets = value.start + value.size() - value.count() * width;
    long start = index == 0 ? 0 : value.bytes.number(offsets + (index - 1) * width, width);
    start += -start & (element.alignment() - 1);
    long end = value.bytes.number(offsets + index * width, width);
    return start < end && end <= offsets - value.start
        ? value.view(element, value.start + (int) start, (int) (end - start))
        : value.defaultView(element);
  }

  private static Variant member(Variant value, VariantType type, int index) {
    VariantType member = type.member(index);
    if (value.isAbsent()
        || index > value.ordered()
        || !framed(type.layout(), value.size(), index)) {
      return value.defaultView(member);
    }
    long start = memberStart(value, type.layout(), index);
    long end = memberEnd(value, type.layout(), index);
    long last = memberEnd(value, type.layout(), type.memberCount() - 1);
    return start < end && end <= value.size() && end <= last
        ? value.view(member, value.start + (int) start, (int) (end - start))
        : value.defaultView(member);
  }

  /// Whether the framing offsets which a member needs fit into the tuple.
  private static boolean framed(TupleLayout layout, int size, int index) {
    int needed = layout.frame(index) + (layout.end(index) == TupleLayout.End.OFFSET ? 1 : 0);
    return (long) offsetWidth(size) * needed <= size;
  }

  private static long memberStart(Variant value, TupleLayout layout, int index) {
    int frame = layout.frame(index);
    return layout.start(index, frame == 0 ? 0 : frameOffset(value, frame, 0));
  }

  private static long memberEnd(Variant value, TupleLayout layout, int index) {
    return switch (layout.end(index)) {
      case SIZE -> memberStart(value, layout, index) + layout.size(index);
      case OFFSET -> frameOffset(value, layout.frame(index) + 1, Long.MAX_VALUE);
      case LAST -> {
        long offsets = (long) offsetWidth(value.size()) * layout.frame(index);
        yield offsets <= value.size() ? value.size() - offsets : Long.MAX_VALUE;
      }
    };
  }

  /// The framing offset that stands so many places before the end, or another number when that is
  /// outside the tuple.
  private static long frameOffset(Variant value, int frame, long otherwise) {
    int width = offsetWidth(value.size());
    long position = value.size() - (long) width * frame;
    return position < 0 ? otherwise : value.bytes.number(value.start + (int) position, width);
  }

  /// The highest index up to which the children lie in order. Beyond it nothing is believed, or
  /// two children could share bytes, and a small value could unfold to an enormous one.
  static int ordered(Variant value) {
    return value.type().isArray() ? orderedElements(value) : orderedMembers(value);
  }

  private static int orderedElements(Variant value) {
    int width = offsetWidth(value.size());
    int count = value.count();
    int offsets = value.start + value.size() - count * width;
    long previous = 0;
    for (int i = 0; i < count; i++) {
      long end = value.bytes.number(offsets + i * width, width);
      if (end < previous) {
        return i - 1;
      }
      previous = end;
    }
    return count;
  }

  private static int orderedMembers(Variant value) {
    TupleLayout layout = value.type().layout();
    long previous = 0;
    for (int i = 0; i < layout.count(); i++) {
      long start = memberStart(value, layout, i);
      long end = memberEnd(value, layout, i);
      if (start > end || start < previous || end > value.size()) {
        return i - 1;
      }
      previous = end;
    }
    return layout.count();
  }

  /// What a variant holds: the bytes up to the last NUL, of the type that is written behind it.
  /// The unit tuple when that is no type, or when the nesting would go too deep.
  static Variant inner(Bytes bytes, int start, int size, int depth) {
    int end = innerEnd(bytes, start, size);
    if (end >= start) {
      VariantType type = innerType(bytes, end + 1, start + size);
      if (type != null
          && (!type.isFixed() || type.fixedSizeBytes() == end - start)
          && depth < VariantType.MAX_DEPTH - type.depth()) {
        return new Variant(type, bytes, start, end - start, depth + 1);
      }
    }
    return new Variant(VariantType.UNIT, Bytes.ABSENT, 0, 1, depth + 1);
  }

  /// Where the NUL before the type of a variant stands; before the start when there is none.
  static int innerEnd(Bytes bytes, int start, int size) {
    int end = start + size - 1;
    while (end >= start && bytes.at(end) != 0) {
      end--;
    }
    return end;
  }

  static @Nullable VariantType innerType(Bytes bytes, int start, int end) {
    if (end - start == 1) {
      return TypeScanner.single((char) (bytes.at(start) & 0xff));
    }
    if (end - start > VariantType.MAX_LENGTH) {
      return null;
    }
    byte[] text = bytes.copy(start, end - start);
    return TypeScanner.find(new String(text, StandardCharsets.ISO_8859_1));
  }
}
