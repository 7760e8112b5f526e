// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A value and its type, as a view of serialised bytes.
///
/// Reading costs nothing until asked for: [#child(int)] makes a view of the same memory. It never
/// fails on account of the bytes: what is malformed reads as the default value of its type (zero,
/// the empty string, the empty array), just as GLib reads it. Ask [#isNormal()] before trusting
/// bytes from outside; only a normal value can be told from all others by its checksum.
///
/// Numbers are little-endian. A value does not copy the array or memory given to [#of]: whoever
/// gave it must not change it any more. Apart from that, values are immutable and safe to share.
///
/// Asking for what the type does not have, such as the string of a number, is an
/// [IllegalStateException]: look at [#type()] first, or use [#find(String, VariantType)].
///
/// @since 0.1
public final class Variant {
  private static final int UNMEASURED = -2;
  private static final byte UNKNOWN = 0;
  private static final byte NORMAL = 1;
  private static final byte NOT_NORMAL = 2;

  final Bytes bytes;
  final int start;

  /// How many containers it stands in.
  final int depth;

  private final VariantType type;
  private final int size;
  // All below are found out when first asked for; a race finds the same twice.
  private int count = -1;
  private int ordered = UNMEASURED;
  private int height = -1;
  private byte normality = UNKNOWN;

  Variant(VariantType type, Bytes bytes, int start, int size, int depth) {
    this.type = type;
    this.bytes = bytes;
    this.start = start;
    this.size = size;
    this.depth = depth;
  }

  // ---- made of bytes

  /// The value that bytes hold. They are not copied, so must not change.
  public static Variant of(VariantType type, byte[] bytes) {
    return view(type, Bytes.of(bytes), 0, bytes.length);
  }

  /// The value that memory holds. It is not copied, so must neither change nor be freed.
  ///
  /// @throws IllegalArgumentException when it is larger than an array can be
  public static Variant of(VariantType type, MemorySegment bytes) {
    if (bytes.byteSize() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("larger than an array: " + bytes.byteSize() + " bytes");
    }
    int size = (int) bytes.byteSize();
    // Arrays are much faster to read than segments, which check more.
    return bytes.heapBase().orElse(null) instanceof byte[] array
        ? view(type, Bytes.of(array), (int) bytes.address(), size)
        : view(type, Bytes.of(bytes), 0, size);
  }

  /// A value that is not read before somebody looks into it: not when it is put into another one,
  /// nor when that is written by [#writeTo].
  ///
  /// @param type without `v`, and of no fixed size
  /// @param bytes gives so many, which must be in normal form; what goes wrong there is an
  ///     [java.io.UncheckedIOException] of whoever looks
  /// @throws IllegalArgumentException when the type is another, or the size that of no array
  public static Variant deferred(VariantType type, long sizeBytes, VariantSource bytes) {
    if (type.isFixed() || type.text().indexOf('v') >= 0) {
      throw new IllegalArgumentException("a value of type " + type);
    }
    int size = Serialiser.size(sizeBytes);
    return built(type, LazyBytes.deferred(size, bytes), size, type.depth());
  }

  private static Variant view(VariantType type, Bytes bytes, int start, int size) {
    return type.isFixed() && type.fixedSizeBytes() != size
        ? new Variant(type, Bytes.ABSENT, 0, type.fixedSizeBytes(), 0)
        : new Variant(type, bytes, start, size, 0);
  }

  /// A value just serialised, hence normal unless nested too deeply.
  static Variant built(VariantType type, byte[] bytes, int height) {
    return built(type, Bytes.of(bytes), bytes.length, height);
  }

  static Variant built(VariantType type, Bytes bytes, int size, int height) {
    var value = new Variant(type, bytes, 0, size, 0);
    value.height = height;
    value.normality = height <= VariantType.MAX_DEPTH ? NORMAL : NOT_NORMAL;
    return value;
  }

  /// A child of this value.
  Variant view(VariantType childType, int childStart, int childSize) {
    var child = new Variant(childType, bytes, childStart, childSize, depth + 1);
    if (normality == NORMAL) {
      child.normality = NORMAL;
    }
    return child;
  }

  /// A child whose place is not to be found.
  Variant defaultView(VariantType childType) {
    if (normality == NORMAL && !childType.isFixed()) {
      // Normal and empty; nothing to read, but in its place.
      return view(childType, start, 0);
    }
    return new Variant(childType, Bytes.ABSENT, 0, childType.fixedSizeBytes(), depth + 1);
  }

  // ---- made of values

  /// A `b`.
  public static Variant bool(boolean value) {
    return Serialiser.number(VariantType.BOOLEAN, value ? 1 : 0);
  }

  /// A `y`.
  public static Variant byteOf(byte value) {
    return Serialiser.number(VariantType.BYTE, value);
  }

  /// An `n`.
  public static Variant int16(short value) {
    return Serialiser.number(VariantType.INT16, value);
  }

  /// A `q`, of the same bits.
  public static Variant uint16(short value) {
    return Serialiser.number(VariantType.UINT16, value);
  }

  /// An `i`.
  public static Variant int32(int value) {
    return Serialiser.number(VariantType.INT32, value);
  }

  /// A `u`, of the same bits.
  public static Variant uint32(int value) {
    return Serialiser.number(VariantType.UINT32, value);
  }

  /// An `x`.
  public static Variant int64(long value) {
    return Serialiser.number(VariantType.INT64, value);
  }

  /// A `t`, of the same bits.
  public static Variant uint64(long value) {
    return Serialiser.number(VariantType.UINT64, value);
  }

  /// A `d`.
  public static Variant float64(double value) {
    return Serialiser.number(VariantType.DOUBLE, Double.doubleToRawLongBits(value));
  }

  /// An `s`.
  ///
  /// @throws IllegalArgumentException when the text has a NUL or a lone surrogate
  public static Variant string(String value) {
    return Serialiser.text(VariantType.STRING, value);
  }

  /// An `o`.
  ///
  /// @throws IllegalArgumentException when it is not like `/org/example`
  public static Variant objectPath(String value) {
    return Serialiser.text(VariantType.OBJECT_PATH, value);
  }

  /// A `g`.
  ///
  /// @throws IllegalArgumentException when it is not a row of types
  public static Variant signature(String value) {
    return Serialiser.text(VariantType.SIGNATURE, value);
  }

  /// A `v` around any value.
  public static Variant variant(Variant value) {
    return Serialiser.variant(value);
  }

  /// An `ay` of a copy of these bytes.
  public static Variant bytes(byte[] value) {
    return built(VariantType.BYTES, value.clone(), 2);
  }

  /// An `ay` of a name and a NUL. A lone surrogate U+DC80 to U+DCFF becomes the one byte 0x80 to
  /// 0xFF, so that each name which [#asByteString()] can give is written back as it was.
  ///
  /// @throws IllegalArgumentException when there is a NUL or another lone surrogate in the text
  public static Variant byteString(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL inside a byte string");
    }
    byte[] encoded = Utf8.encodeLossless(value);
    return built(VariantType.BYTES, Arrays.copyOf(encoded, encoded.length + 1), 2);
  }

  /// An `as`.
  ///
  /// @throws IllegalArgumentException when a text has a NUL or a lone surrogate
  public static Variant strings(List<String> values) {
    var elements = new ArrayList<Variant>(values.size());
    for (String value : values) {
      elements.add(string(value));
    }
    return Serialiser.array(VariantType.STRING, elements);
  }

  /// A tuple.
  public static Variant tuple(Variant... members) {
    return tuple(List.of(members));
  }

  /// A tuple.
  public static Variant tuple(List<Variant> members) {
    var text = new StringBuilder("(");
    for (Variant member : members) {
      text.append(member.type.text());
    }
    return Serialiser.tuple(VariantType.of(text.append(')').toString()), members);
  }

  /// A tuple of a type that is known already, which is cheaper to make many of.
  ///
  /// @throws IllegalArgumentException when the members are not what the type says
  public static Variant tuple(VariantType type, List<Variant> members) {
    if (!type.isTuple() || type.memberCount() != members.size()) {
      throw new IllegalArgumentException(members.size() + " members for type " + type);
    }
    for (int i = 0; i < members.size(); i++) {
      if (!members.get(i).type.equals(type.member(i))) {
        throw new IllegalArgumentException("in a " + type + ": " + members.get(i).type);
      }
    }
    return Serialiser.tuple(type, members);
  }

  /// An array.
  ///
  /// @throws IllegalArgumentException when an element has another type
  public static Variant array(VariantType element, List<Variant> elements) {
    for (Variant value : elements) {
      if (!value.type.equals(element)) {
        throw new IllegalArgumentException("in an array of " + element + ": " + value.type);
      }
    }
    return Serialiser.array(element, elements);
  }

  /// A dictionary entry.
  ///
  /// @throws IllegalArgumentException when the key is a container
  public static Variant dictEntry(Variant key, Variant value) {
    String text = "{" + key.type.text() + value.type.text() + "}";
    return Serialiser.tuple(
        text.equals("{sv}") ? VariantType.DICT.element() : VariantType.of(text),
        List.of(key, value));
  }

  /// The empty maybe of an element's type.
  public static Variant nothing(VariantType element) {
    return Serialiser.maybe(element, List.of());
  }

  /// The maybe which holds the value.
  public static Variant just(Variant value) {
    return Serialiser.maybe(value.type, List.of(value));
  }

  /// The value that a text writes, in the notation of [#print()].
  public static Variant parse(String text) throws VariantParseException {
    return VariantParser.parse(null, text);
  }

  /// The value of the type that a text writes.
  public static Variant parse(VariantType type, String text) throws VariantParseException {
    return VariantParser.parse(type, text);
  }

  // ---- the whole

  /// The type.
  public VariantType type() {
    return type;
  }

  /// The size of the serialised bytes.
  public long sizeBytes() {
    return size;
  }

  int size() {
    return size;
  }

  boolean isAbsent() {
    return bytes == Bytes.ABSENT;
  }

  /// A copy of the serialised bytes.
  public byte[] bytes() {
    return bytes.copy(start, size);
  }

  /// Copies the serialised bytes into an array.
  ///
  /// @throws IndexOutOfBoundsException when they do not fit
  public void copyTo(byte[] target, int offset) {
    bytes.copy(start, target, offset, size);
  }

  /// Writes the serialised bytes. What is large inside, and was put in as another value, is written
  /// from there.
  public void writeTo(OutputStream out) throws IOException {
    bytes.write(start, size, out);
  }

  /// A read-only view of the serialised bytes.
  public MemorySegment segment() {
    return bytes.segment(start, size);
  }

  /// Whether the bytes are the only ones that serialise this value. Takes time proportional to
  /// their number, once.
  public boolean isNormal() {
    if (normality == UNKNOWN) {
      measure();
    }
    return normality == NORMAL;
  }

  private void measure() {
    var check = new NormalForm(bytes);
    boolean normal = !(isAbsent() && type.isFixed()) && check.check(type, start, size, depth);
    height = check.deepest() - depth + 1;
    normality = normal ? NORMAL : NOT_NORMAL;
  }

  /// How many levels of values a normal value has.
  int height() {
    if (height < 0) {
      measure();
    }
    return height;
  }

  /// This value, in normal form. Something that cannot be read has its default value there.
  /// Building and comparing values does the same to all that are not normal.
  ///
  /// Hostile bytes can ask for very many default values: look at [#isNormal()] first, and rather
  /// refuse than repair.
  ///
  /// @throws IllegalArgumentException when it would be larger than an array can be
  public Variant normalized() {
    return isNormal() ? this : Normaliser.rebuild(this);
  }

  /// The same, in normal form, with the bytes of each number turned around.
  public Variant byteswapped() {
    Variant normal = normalized();
    byte[] swapped = normal.bytes();
    new ByteSwapper(swapped).swap(normal, normal.start);
    return of(type, swapped);
  }

  // ---- children

  /// How many children a container has: elements, members, or the one inside a maybe or a
  /// variant.
  public int count() {
    if (count < 0) {
      count = Children.count(this);
    }
    return count;
  }

  /// The highest index whose place is to be believed.
  int ordered() {
    if (normality == NORMAL) {
      return Integer.MAX_VALUE;
    }
    if (ordered == UNMEASURED) {
      ordered = Children.ordered(this);
    }
    return ordered;
  }

  /// A child, as a view of the same bytes.
  ///
  /// @throws IndexOutOfBoundsException when there is none of that index
  public Variant child(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("child " + index + " of " + count());
    }
    return Children.child(this, index);
  }

  /// The value in a dictionary with string keys, the first if there are several. Where the values
  /// are of type `v`, what is inside.
  ///
  /// @throws IllegalStateException when this is no `a{s…}`
  public Optional<Variant> find(String key) {
    if (!type.isArray()
        || !type.element().isDictEntry()
        || !type.element().member(0).equals(VariantType.STRING)) {
      throw wrongType("dictionary with string keys");
    }
    for (int i = 0; i < count(); i++) {
      Variant entry = child(i);
      if (entry.child(0).asString().equals(key)) {
        Variant value = entry.child(1);
        return Optional.of(value.type.isVariant() ? value.asVariant() : value);
      }
    }
    return Optional.empty();
  }

  /// The same, or nothing when the value has another type: for dictionaries from outside.
  public Optional<Variant> find(String key, VariantType wanted) {
    return find(key).filter(value -> value.type.equals(wanted));
  }

  // ---- content

  /// The content of a `b`.
  public boolean asBoolean() {
    require(type.kind() == 'b', "boolean");
    return bytes.at(start) != 0;
  }

  /// The content of a `y`.
  public byte asByte() {
    require(type.kind() == 'y', "byte");
    return bytes.at(start);
  }

  /// The content of an `n` or, same bits, a `q`.
  public short asShort() {
    require(type.kind() == 'n' || type.kind() == 'q', "16-bit number");
    return (short) number();
  }

  /// The content of an `i` or, same bits, a `u`.
  public int asInt() {
    require("iuh".indexOf(type.kind()) >= 0, "32-bit number");
    return (int) number();
  }

  /// The content of an `x` or, same bits, a `t`.
  public long asLong() {
    require(type.kind() == 'x' || type.kind() == 't', "64-bit number");
    return number();
  }

  /// The content of a `d`.
  public double asDouble() {
    require(type.kind() == 'd', "double");
    return Double.longBitsToDouble(number());
  }

  /// The bits of any number, not sign-extended.
  long number() {
    return bytes.number(start, type.fixedSizeBytes());
  }

  /// The content of an `s`, `o` or `g`.
  public String asString() {
    require(type.isText(), "string");
    char kind = type.kind();
    boolean valid =
        normality == NORMAL
            || switch (kind) {
              case 's' -> Texts.isString(bytes, start, size);
              case 'o' -> Texts.isObjectPath(bytes, start, size);
              default -> Texts.isSignature(bytes, start, size);
            };
    return valid ? bytes.text(start, size - 1) : Texts.defaultText(kind);
  }

  /// The content of an `ay`, a copy.
  public byte[] asBytes() {
    require(type.equals(VariantType.BYTES), "array of bytes");
    return bytes();
  }

  /// The content of an `ay` that ends with a NUL: the name before the first NUL. Without a NUL at
  /// its end, the empty string. A byte that is no part of UTF-8 becomes the lone surrogate U+DC00 +
  /// byte.
  public String asByteString() {
    byte[] content = asBytes();
    if (size == 0 || content[size - 1] != 0) {
      return "";
    }
    int end = 0;
    while (content[end] != 0) {
      end++;
    }
    return Utf8.decodeLossless(Arrays.copyOf(content, end));
  }

  /// What is inside a `v`.
  public Variant asVariant() {
    require(type.isVariant(), "variant");
    return child(0);
  }

  /// What is inside an `m…`, if anything.
  public Optional<Variant> asMaybe() {
    require(type.isMaybe(), "maybe");
    return count() == 0 ? Optional.empty() : Optional.of(child(0));
  }

  /// The content of an `as`, `ao` or `ag`.
  public List<String> asStrings() {
    require(type.isArray() && type.element().isText(), "array of strings");
    int length = count();
    var strings = new ArrayList<String>(length);
    for (int i = 0; i < length; i++) {
      strings.add(child(i).asString());
    }
    return List.copyOf(strings);
  }

  private void require(boolean fits, String wanted) {
    if (!fits) {
      throw wrongType(wanted);
    }
  }

  private IllegalStateException wrongType(String wanted) {
    return new IllegalStateException("not a " + wanted + ": a value of type " + type);
  }

  // ---- text

  /// The value as text, without its type.
  public String print() {
    return print(Annotation.NONE);
  }

  /// The value as text.
  public String print(Annotation annotation) {
    var out = new StringBuilder();
    new VariantPrinter(out).print(this, annotation == Annotation.FULL);
    return out.toString();
  }

  /// Whether both have the same type and the same bytes in normal form.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Variant that
            && type.equals(that.type)
            && normalized().segment().mismatch(that.normalized().segment()) == -1);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(normalized().bytes());
  }

  @Override
  public String toString() {
    return print(Annotation.FULL);
  }
}
