// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// Writes values as text, the same as GLib does.
///
/// A type is written where it cannot be inferred: before numbers other than `i`, before empty
/// arrays and maybes, and of many elements only at the first. Inside a variant that is always
/// done.
final class VariantPrinter {
  private final StringBuilder out;

  VariantPrinter(StringBuilder out) {
    this.out = out;
  }

  void print(Variant value, boolean annotate) {
    VariantType type = value.type();
    switch (type.kind()) {
      case 'm' -> maybe(value, annotate);
      case 'a' -> array(value, annotate);
      case '(' -> tuple(value, annotate);
      case '{' -> entry(value, annotate);
      case 'v' -> variant(value);
      case 'b' -> out.append(value.asBoolean());
      case 's' -> Escapes.quote(out, value.asString());
      case 'o', 'g' -> name(value, annotate);
      case 'd' -> out.append(Doubles.print(value.asDouble()));
      case 'y' -> singleByte(value, annotate);
      default -> integer(value, annotate);
    }
  }

  private void maybe(Variant value, boolean annotate) {
    if (annotate) {
      annotation(value.type());
    }
    Variant inner = value;
    int justs = 0;
    while (inner.type().isMaybe() && inner.count() == 1) {
      inner = inner.child(0);
      justs++;
    }
    if (inner.type().isMaybe()) {
      // "just" is left out where it can be, which is where no "nothing" is.
      out.append("just ".repeat(justs)).append("nothing");
    } else {
      print(inner, false);
    }
  }

  private void array(Variant value, boolean annotate) {
    VariantType type = value.type();
    if (type.element().equals(VariantType.BYTE) && byteString(value)) {
      return;
    }
    boolean isDictionary = type.element().isDictEntry();
    int count = value.count();
    if (count == 0 && annotate) {
      annotation(type);
    }
    out.append(isDictionary ? '{' : '[');
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ");
      if (isDictionary) {
        Variant entry = value.child(i);
        print(entry.child(0), annotate && i == 0);
        out.append(": ");
        print(entry.child(1), annotate && i == 0);
      } else {
        print(value.child(i), annotate && i == 0);
      }
    }
    out.append(isDictionary ? '}' : ']');
  }

  /// Bytes of which the last is the only NUL look like a string.
  private boolean byteString(Variant value) {
    byte[] bytes = value.bytes();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    if (end != bytes.length - 1) {
      return false;
    }
    Escapes.quoteBytes(out, bytes, end);
    return true;
  }

  private void tuple(Variant value, boolean annotate) {
    int count = value.count();
    out.append('(');
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ");
      print(value.child(i), annotate);
    }
    out.append(count == 1 ? ",)" : ")");
  }

  private void entry(Variant value, boolean annotate) {
    out.append('{');
    print(value.child(0), annotate);
    out.append(", ");
    print(value.child(1), annotate);
    out.append('}');
  }

  private void variant(Variant value) {
    out.append('<');
    print(value.asVariant(), true);
    out.append('>');
  }

  private void name(Variant value, boolean annotate) {
    if (annotate) {
      out.append(value.type().kind() == 'o' ? "objectpath " : "signature ");
    }
    out.append('\'').append(value.asString()).append('\'');
  }

  private void singleByte(Variant value, boolean annotate) {
    int number = value.asByte() & 0xff;
    out.append(annotate ? "byte 0x" : "0x").append(number < 16 ? "0" : "");
    out.append(Integer.toHexString(number));
  }

  private void integer(Variant value, boolean annotate) {
    char kind = value.type().kind();
    if (annotate && kind != 'i') {
      out.append(TypeNames.of(kind)).append(' ');
    }
    long number = value.number();
    switch (kind) {
      case 'n' -> out.append((short) number);
      case 'i', 'h' -> out.append((int) number);
      case 't' -> out.append(Long.toUnsignedString(number));
      default -> out.append(number);
    }
  }

  private void annotation(VariantType type) {
    out.append('@').append(type.text()).append(' ');
  }
}
