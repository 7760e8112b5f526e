// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// The written values which hold no others.
final class Scalars {
  private Scalars() {}

  /// `true` or `false`.
  static final class Truth extends Node.Plain {
    private final boolean value;

    Truth(Span span, boolean value) {
      super(span);
      this.value = value;
    }

    @Override
    String pattern() {
      return "Mb";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.equals(VariantType.BOOLEAN)) {
        throw mismatch(type);
      }
      return Variant.bool(value);
    }
  }

  /// `'…'`.
  static final class Text extends Node.Plain {
    private final String value;

    Text(Span span, String value) {
      super(span);
      this.value = value;
    }

    @Override
    String pattern() {
      return "MS";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.isText()) {
        throw mismatch(type);
      }
      if (!Texts.isValid(type.kind(), value)) {
        String kind = type.kind() == 'o' ? "object path" : "signature";
        throw span().failure("not a valid " + kind);
      }
      return Serialiser.text(type, value);
    }
  }

  /// `b'…'`.
  static final class ByteText extends Node.Plain {
    private final byte[] value;

    ByteText(Span span, byte[] value) {
      super(span);
      this.value = value;
    }

    @Override
    String pattern() {
      return "May";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.equals(VariantType.BYTES)) {
        throw mismatch(type);
      }
      return Variant.bytes(value);
    }
  }

  /// Anything that starts like a number.
  static final class Numeral extends Node.Plain {
    private final String token;

    Numeral(Span span, String token) {
      super(span);
      this.token = token;
    }

    @Override
    String pattern() {
      boolean isDouble =
          token.indexOf('.') >= 0
              || (!token.startsWith("0x") && token.indexOf('e') >= 0)
              || token.contains("inf")
              || token.contains("nan");
      return isDouble ? "Md" : "MN";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (type.equals(VariantType.DOUBLE)) {
        var number = new DoubleReader(token);
        if (number.isOutOfRange()) {
          throw span().failure("number too big for any type");
        }
        requireEnd(number.end());
        return Variant.float64(number.value());
      }
      return integer(type);
    }

    private Variant integer(VariantType type) throws VariantParseException {
      var number = new IntegerReader(token);
      if (number.isOutOfRange()) {
        throw span().failure("integer too big for any type");
      }
      requireEnd(number.end());
      if ("ynqiuhxt".indexOf(type.kind()) < 0) {
        throw mismatch(type);
      }
      if (!number.fits(type.kind())) {
        throw span().failure("number out of range for type '" + type.kind() + "'");
      }
      return Serialiser.number(type, number.value());
    }

    private void requireEnd(int end) throws VariantParseException {
      if (end < token.length()) {
        int at = span().start() + end;
        throw new Span(at, at + 1).failure("invalid character in number");
      }
    }
  }
}
