// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads types out of text, one after the other. `null` is the answer "no type here", since that
/// is asked of untrusted text so often that an exception would be too slow.
final class TypeScanner {
  private final String text;
  private int position;

  private TypeScanner(String text) {
    this.text = text;
  }

  /// The type which is the whole text.
  static @Nullable VariantType find(String text) {
    return switch (text) {
      case "ay" -> VariantType.BYTES;
      case "as" -> VariantType.STRINGS;
      case "a{sv}" -> VariantType.DICT;
      default -> scan(text);
    };
  }

  private static @Nullable VariantType scan(String text) {
    if (text.length() > VariantType.MAX_LENGTH) {
      return null;
    }
    var scanner = new TypeScanner(text);
    VariantType type = scanner.next(VariantType.MAX_DEPTH);
    return scanner.position == text.length() ? type : null;
  }

  /// Whether the text is a row of types, none included: a D-Bus signature. D-Bus knows no maybes.
  static boolean isSignature(String text) {
    if (text.length() > VariantType.MAX_LENGTH || text.indexOf('m') >= 0) {
      return false;
    }
    var scanner = new TypeScanner(text);
    while (scanner.position < text.length()) {
      if (scanner.next(VariantType.MAX_DEPTH) == null) {
        return false;
      }
    }
    return true;
  }

  static boolean isBasic(char kind) {
    return "bynqihuxtdsog".indexOf(kind) >= 0;
  }

  private @Nullable VariantType next(int depthLeft) {
    if (position == text.length()) {
      return null;
    }
    int start = position++;
    return switch (text.charAt(start)) {
      case 'a', 'm' -> depthLeft == 0 ? null : wrapper(start, depthLeft);
      case '(' -> tuple(start, depthLeft);
      case '{' -> depthLeft == 0 ? null : entry(start, depthLeft);
      default -> single(text.charAt(start));
    };
  }

  static @Nullable VariantType single(char kind) {
    return switch (kind) {
      case 'b' -> VariantType.BOOLEAN;
      case 'y' -> VariantType.BYTE;
      case 'n' -> VariantType.INT16;
      case 'q' -> VariantType.UINT16;
      case 'i' -> VariantType.INT32;
      case 'u' -> VariantType.UINT32;
      case 'h' -> VariantType.HANDLE;
      case 'x' -> VariantType.INT64;
      case 't' -> VariantType.UINT64;
      case 'd' -> VariantType.DOUBLE;
      case 's' -> VariantType.STRING;
      case 'o' -> VariantType.OBJECT_PATH;
      case 'g' -> VariantType.SIGNATURE;
      case 'v' -> VariantType.VARIANT;
      default -> null;
    };
  }

  private @Nullable VariantType wrapper(int start, int depthLeft) {
    VariantType element = next(depthLeft - 1);
    if (element == null) {
      return null;
    }
    var shape = new VariantType.Shape(element.alignment(), 0, element.depth() + 1);
    return new VariantType(text, start, position, shape, List.of(element));
  }

  private @Nullable VariantType tuple(int start, int depthLeft) {
    var members = new ArrayList<VariantType>();
    while (position == text.length() || text.charAt(position) != ')') {
      VariantType member = depthLeft == 0 ? null : next(depthLeft - 1);
      if (member == null) {
        return null;
      }
      members.add(member);
    }
    position++;
    return members.isEmpty() ? VariantType.UNIT : compound(start, members);
  }

  private @Nullable VariantType entry(int start, int depthLeft) {
    if (position == text.length() || !isBasic(text.charAt(position))) {
      return null;
    }
    VariantType key = next(depthLeft - 1);
    VariantType value = next(depthLeft - 1);
    if (key == null || value == null || position == text.length()) {
      return null;
    }
    return text.charAt(position++) == '}' ? compound(start, List.of(key, value)) : null;
  }

  private VariantType compound(int start, List<VariantType> members) {
    int depth = 0;
    for (VariantType member : members) {
      depth = Math.max(depth, member.depth());
    }
    int alignment = TupleLayout.alignment(members);
    int size = TupleLayout.fixedSizeBytes(members);
    var shape = new VariantType.Shape(alignment, size, depth + 1);
    return new VariantType(text, start, position, shape, List.copyOf(members));
  }
}
