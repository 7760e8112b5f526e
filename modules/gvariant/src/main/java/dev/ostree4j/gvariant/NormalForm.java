// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// Checks that bytes are the one and only serialisation of their value: offsets ascending, in
/// bounds and of minimal width, paddings zero, strings well-formed, booleans 0 or 1, nothing
/// surplus.
///
/// One pass over the bytes, no look at any byte more than a few times, recursion bounded by
/// [VariantType#MAX_DEPTH].
final class NormalForm {
  private final Bytes bytes;
  private int deepest;

  NormalForm(Bytes bytes) {
    this.bytes = bytes;
  }

  /// The deepest level that the check has come to.
  int deepest() {
    return deepest;
  }

  /// Whether `size` bytes from `start` are a value of the type.
  ///
  /// @param depth how many containers it stands in
  boolean check(VariantType type, int start, int size, int depth) {
    if (depth >= VariantType.MAX_DEPTH || (type.isFixed() && size != type.fixedSizeBytes())) {
      return false;
    }
    deepest = Math.max(deepest, depth);
    return switch (type.kind()) {
      case 'a' -> array(type.element(), start, size, depth + 1);
      case 'm' -> maybe(type.element(), start, size, depth + 1);
      case '(', '{' -> tuple(type, start, size, depth + 1);
      case 'v' -> variant(start, size, depth);
      case 'b' -> (bytes.at(start) & 0xfe) == 0;
      case 's' -> Texts.isString(bytes, start, size);
      case 'o' -> Texts.isObjectPath(bytes, start, size);
      case 'g' -> Texts.isSignature(bytes, start, size);
      default -> true;
    };
  }

  private boolean maybe(VariantType element, int start, int size, int depth) {
    if (size == 0) {
      return true;
    }
    if (element.isFixed()) {
      return check(element, start, size, depth);
    }
    return bytes.at(start + size - 1) == 0 && check(element, start, size - 1, depth);
  }

  private boolean variant(int start, int size, int depth) {
    int end = Children.innerEnd(bytes, start, size);
    if (end < start) {
      return false;
    }
    VariantType type = Children.innerType(bytes, end + 1, start + size);
    return type != null
        && depth < VariantType.MAX_DEPTH - type.depth()
        && check(type, start, end - start, depth + 1);
  }

  private boolean array(VariantType element, int start, int size, int depth) {
    return element.isFixed()
        ? fixedArray(element, start, size, depth)
        : size == 0 || variableArray(element, start, size, depth);
  }

  private boolean fixedArray(VariantType element, int start, int size, int depth) {
    int step = element.fixedSizeBytes();
    if (size % step != 0) {
      return false;
    }
    if (size != 0 && TypeScanner.isBasic(element.kind()) && element.kind() != 'b') {
      deepest = Math.max(deepest, depth);
      return depth < VariantType.MAX_DEPTH;
    }
    for (int offset = 0; offset < size; offset += step) {
      if (!check(element, start + offset, step, depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean variableArray(VariantType element, int start, int size, int depth) {
    int count = Children.arrayCount(element, bytes, start, size);
    int width = Children.offsetWidth(size);
    int body = size - count * width;
    if (count == 0 || Children.totalSize(body, count) != size) {
      return false;
    }
    int position = 0;
    for (int i = 0; i < count; i++) {
      long end = bytes.number(start + body + i * width, width);
      if (end < position || end > body) {
        return false;
      }
      int begin = padded(start, position, element.alignment() - 1, (int) end);
      if (begin < 0 || !check(element, start + begin, (int) end - begin, depth)) {
        return false;
      }
      position = (int) end;
    }
    return true;
  }

  /// The position behind the padding, or −1 when a padding byte is not zero or stands at the
  /// limit.
  private int padded(int start, int position, int padding, int limit) {
    int next = position;
    while ((next & padding) != 0) {
      if (next >= limit || bytes.at(start + next) != 0) {
        return -1;
      }
      next++;
    }
    return next;
  }

  private boolean tuple(VariantType type, int start, int size, int depth) {
    if (type.memberCount() == 0) {
      return bytes.at(start) == 0;
    }
    TupleLayout layout = type.layout();
    int width = Children.offsetWidth(size);
    int body = size;
    int position = 0;
    for (int i = 0; i < layout.count(); i++) {
      VariantType member = type.member(i);
      int begin = padded(start, position, member.alignment() - 1, size);
      if (begin < 0 || (layout.end(i) == TupleLayout.End.OFFSET && body - width < begin)) {
        return false;
      }
      long end =
          switch (layout.end(i)) {
            case SIZE -> (long) begin + layout.size(i);
            case LAST -> body;
            case OFFSET -> {
              body -= width;
              yield bytes.number(start + body, width);
            }
          };
      if (end < begin || end > body || !check(member, start + begin, (int) end - begin, depth)) {
        return false;
      }
      position = (int) end;
    }
    return ended(type, start, size, position, body);
  }

  /// Whether nothing is left between the last member and the framing offsets, and those are
  /// minimal.
  private boolean ended(VariantType type, int start, int size, int position, int body) {
    if (type.isFixed()) {
      return padded(start, position, type.alignment() - 1, size) == size;
    }
    int width = Children.offsetWidth(size);
    return position == body
        && (size == 0 || Children.totalSize(body, (size - body) / width) == size);
  }
}
