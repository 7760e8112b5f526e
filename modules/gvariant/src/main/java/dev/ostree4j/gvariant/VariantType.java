// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The type of a value, written as GVariant writes it: `s`, `a{sv}`, `(uuua(ayay))`.
///
/// Only definite types exist here: those that say all about a value. Immutable; equal when the
/// text is equal.
///
/// @since 0.1
public final class VariantType {
  /// Containers may stand this deep in one another, as in GLib.
  static final int MAX_DEPTH = 128;

  /// A text longer than this is no type. Untrusted bytes bring their own types along, and each
  /// character may cost some hundred bytes of memory.
  static final int MAX_LENGTH = 1 << 20;

  /// `b`, one byte, 0 or 1.
  public static final VariantType BOOLEAN = basic("b", 1);

  /// `y`, one byte.
  public static final VariantType BYTE = basic("y", 1);

  /// `n`, two bytes, signed.
  public static final VariantType INT16 = basic("n", 2);

  /// `q`, two bytes, unsigned.
  public static final VariantType UINT16 = basic("q", 2);

  /// `i`, four bytes, signed.
  public static final VariantType INT32 = basic("i", 4);

  /// `u`, four bytes, unsigned.
  public static final VariantType UINT32 = basic("u", 4);

  /// `h`, four bytes: the index of a file descriptor in a D-Bus message; OSTree uses none.
  static final VariantType HANDLE = basic("h", 4);

  /// `x`, eight bytes, signed.
  public static final VariantType INT64 = basic("x", 8);

  /// `t`, eight bytes, unsigned.
  public static final VariantType UINT64 = basic("t", 8);

  /// `d`, eight bytes, IEEE 754.
  public static final VariantType DOUBLE = basic("d", 8);

  /// `s`, UTF-8 without NUL.
  public static final VariantType STRING = basic("s", 0);

  /// `o`, a D-Bus object path such as `/org/example`.
  public static final VariantType OBJECT_PATH = basic("o", 0);

  /// `g`, a D-Bus signature: a row of types.
  public static final VariantType SIGNATURE = basic("g", 0);

  /// `v`, any value together with its type.
  public static final VariantType VARIANT =
      new VariantType("v", 0, 1, new Shape(8, 0, 1), List.of());

  /// `ay`, any bytes.
  public static final VariantType BYTES = array(BYTE);

  /// `as`, a list of strings.
  public static final VariantType STRINGS = array(STRING);

  /// `a{sv}`, a dictionary from strings to anything.
  public static final VariantType DICT =
      array(new VariantType("{sv}", 0, 4, new Shape(8, 0, 2), List.of(STRING, VARIANT)));

  /// `()`, the tuple of nothing; one zero byte.
  public static final VariantType UNIT = new VariantType("()", 0, 2, new Shape(1, 1, 1), List.of());

  /// What the bytes of a type look like from outside.
  ///
  /// @param alignment 1, 2, 4 or 8
  /// @param fixedSizeBytes 0 when values differ in size
  /// @param depth how many levels, this one included
  record Shape(int alignment, int fixedSizeBytes, int depth) {}

  private final String source;
  private final int start;
  private final int end;
  private final Shape shape;
  private final List<VariantType> members;
  // Both are made when first asked for; a race makes equal ones twice and harms nobody.
  private @Nullable String text;
  private @Nullable TupleLayout layout;

  /// The type that is written in `source` from `start` to before `end`. Sharing the source keeps
  /// the memory of a deeply nested type proportional to its length.
  VariantType(String source, int start, int end, Shape shape, List<VariantType> members) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.shape = shape;
    this.members = members;
  }

  private static VariantType basic(String text, int sizeBytes) {
    return new VariantType(text, 0, 1, new Shape(Math.max(1, sizeBytes), sizeBytes, 1), List.of());
  }

  /// The type that a text writes.
  ///
  /// @throws IllegalArgumentException when it writes none, an indefinite one, or one which is too
  /// deep
  public static VariantType of(String text) {
    VariantType type = TypeScanner.find(text);
    if (type == null) {
      throw new IllegalArgumentException("not a definite GVariant type: " + text);
    }
    return type;
  }

  /// Whether a text writes one definite type.
  public static boolean isValid(String text) {
    return TypeScanner.find(text) != null;
  }

  /// The array of such elements.
  static VariantType array(VariantType element) {
    return wrapper('a', element);
  }

  /// The maybe of such an element.
  static VariantType maybe(VariantType element) {
    return wrapper('m', element);
  }

  private static VariantType wrapper(char kind, VariantType element) {
    String text = kind + element.text();
    var shape = new Shape(element.alignment(), 0, element.depth() + 1);
    return new VariantType(text, 0, text.length(), shape, List.of(element));
  }

  /// How the type is written.
  public String text() {
    String known = text;
    if (known == null) {
      known = source.substring(start, end);
      text = known;
    }
    return known;
  }

  /// 1, 2, 4 or 8: a value starts at a multiple of this within its container.
  public int alignment() {
    return shape.alignment();
  }

  /// The size that all values of this type have, or 0 when they differ.
  public int fixedSizeBytes() {
    return shape.fixedSizeBytes();
  }

  /// How many levels the type has; a basic type has one.
  int depth() {
    return shape.depth();
  }

  /// The first character, which tells the kind.
  char kind() {
    return source.charAt(start);
  }

  /// Whether all values have the same size.
  public boolean isFixed() {
    return shape.fixedSizeBytes() != 0;
  }

  /// Whether it is `aX`.
  public boolean isArray() {
    return kind() == 'a';
  }

  /// Whether it is `(…)`.
  public boolean isTuple() {
    return kind() == '(';
  }

  /// Whether it is `{kv}`.
  public boolean isDictEntry() {
    return kind() == '{';
  }

  /// Whether it is `mX`.
  public boolean isMaybe() {
    return kind() == 'm';
  }

  /// Whether it is `v`.
  public boolean isVariant() {
    return kind() == 'v';
  }

  /// Whether it is a number, a boolean or a kind of string.
  public boolean isBasic() {
    return TypeScanner.isBasic(kind());
  }

  /// Whether it is `s`, `o` or `g`.
  boolean isText() {
    return kind() == 's' || kind() == 'o' || kind() == 'g';
  }

  /// What an array or a maybe holds.
  ///
  /// @throws IllegalStateException when it is neither
  public VariantType element() {
    if (!isArray() && !isMaybe()) {
      throw new IllegalStateException("not an array or maybe type: " + text());
    }
    return members.getFirst();
  }

  /// How many members a tuple has; 2 for a dictionary entry.
  ///
  /// @throws IllegalStateException when it is neither
  public int memberCount() {
    requireMembers();
    return members.size();
  }

  /// The type of a tuple's member; of a dictionary entry, 0 is the key and 1 the value.
  ///
  /// @throws IllegalStateException when it is neither
  /// @throws IndexOutOfBoundsException when there is no such member
  public VariantType member(int index) {
    requireMembers();
    return members.get(index);
  }

  private void requireMembers() {
    if (!isTuple() && !isDictEntry()) {
      throw new IllegalStateException("not a tuple or dictionary entry type: " + text());
    }
  }

  /// Where the members of a tuple lie.
  TupleLayout layout() {
    TupleLayout known = layout;
    if (known == null) {
      requireMembers();
      known = TupleLayout.of(members);
      layout = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof VariantType that
            && end - start == that.end - that.start
            && source.regionMatches(start, that.source, that.start, end - start));
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
