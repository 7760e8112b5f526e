// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The written values which hold others.
final class Containers {
  private Containers() {}

  /// `[a, b]`.
  static final class Array extends Node.Plain {
    private final List<Node> elements;

    Array(Span span, List<Node> elements) {
      super(span);
      this.elements = elements;
    }

    @Override
    String pattern() throws VariantParseException {
      return elements.isEmpty() ? "Ma*" : "Ma" + common(elements);
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.isArray()) {
        throw mismatch(type);
      }
      var values = new ArrayList<Variant>(elements.size());
      for (Node element : elements) {
        values.add(element.value(type.element()));
      }
      return Variant.array(type.element(), values);
    }
  }

  /// `(a, b)`.
  static final class Tuple extends Node.Plain {
    private final List<Node> members;

    Tuple(Span span, List<Node> members) {
      super(span);
      this.members = members;
    }

    @Override
    String pattern() throws VariantParseException {
      var pattern = new StringBuilder("M(");
      for (Node member : members) {
        pattern.append(member.pattern());
      }
      return pattern.append(')').toString();
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.isTuple()) {
        throw mismatch(type);
      }
      var values = new ArrayList<Variant>(members.size());
      for (int i = 0; i < members.size(); i++) {
        if (i == type.memberCount()) {
          throw mismatch(type);
        }
        values.add(members.get(i).value(type.member(i)));
      }
      if (members.size() < type.memberCount()) {
        throw mismatch(type);
      }
      return Serialiser.tuple(type, values);
    }
  }

  /// `{a: b, c: d}`.
  static final class Dictionary extends Node.Plain {
    private final List<Node> keys;
    private final List<Node> values;

    Dictionary(Span span, List<Node> keys, List<Node> values) {
      super(span);
      this.keys = keys;
      this.values = values;
    }

    @Override
    String pattern() throws VariantParseException {
      // The first value alone decides; others which differ are refused when they are made.
      return keys.isEmpty()
          ? "Ma{**}"
          : "Ma{" + keyPattern(this, keys) + values.getFirst().pattern() + "}";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.isArray() || !type.element().isDictEntry()) {
        throw mismatch(type);
      }
      VariantType entry = type.element();
      var entries = new ArrayList<Variant>(keys.size());
      for (int i = 0; i < keys.size(); i++) {
        Variant key = keys.get(i).value(entry.member(0));
        entries.add(Variant.dictEntry(key, values.get(i).value(entry.member(1))));
      }
      return Variant.array(entry, entries);
    }
  }

  /// `{a, b}`.
  static final class Entry extends Node.Plain {
    private final Node key;
    private final Node value;

    Entry(Span span, Node key, Node value) {
      super(span);
      this.key = key;
      this.value = value;
    }

    @Override
    String pattern() throws VariantParseException {
      return "M{" + keyPattern(this, List.of(key)) + value.pattern() + "}";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.isDictEntry()) {
        throw mismatch(type);
      }
      return Variant.dictEntry(key.value(type.member(0)), value.value(type.member(1)));
    }
  }

  /// Keys are basic, and never maybes.
  private static char keyPattern(Node dictionary, List<Node> keys) throws VariantParseException {
    String pattern = Node.common(keys);
    char key = pattern.charAt(pattern.charAt(0) == 'M' ? 1 : 0);
    if (key != 'N' && key != 'S' && !TypeScanner.isBasic(key)) {
      throw dictionary.span().failure("dictionary keys must have basic types");
    }
    return key;
  }

  /// `<a>`.
  static final class Boxed extends Node.Plain {
    private final Node inner;

    Boxed(Span span, Node inner) {
      super(span);
      this.inner = inner;
    }

    @Override
    String pattern() {
      return "Mv";
    }

    @Override
    Variant plainValue(VariantType type) throws VariantParseException {
      if (!type.isVariant()) {
        throw mismatch(type);
      }
      return Variant.variant(inner.resolve());
    }
  }

  /// `just a` or `nothing`.
  static final class Maybe extends Node {
    private final Optional<Node> inner;

    Maybe(Span span, Optional<Node> inner) {
      super(span);
      this.inner = inner;
    }

    @Override
    String pattern() throws VariantParseException {
      return inner.isEmpty() ? "m*" : "m" + inner.get().pattern();
    }

    @Override
    Variant value(VariantType type) throws VariantParseException {
      if (!type.isMaybe()) {
        throw mismatch(type);
      }
      return inner.isEmpty()
          ? Variant.nothing(type.element())
          : Variant.just(inner.get().value(type.element()));
    }
  }

  /// `@t a` or `uint32 a`.
  static final class Declared extends Node {
    private final VariantType type;
    private final Node inner;

    Declared(Span span, VariantType type, Node inner) {
      super(span);
      this.type = type;
      this.inner = inner;
    }

    @Override
    String pattern() {
      return type.text();
    }

    @Override
    Variant value(VariantType wanted) throws VariantParseException {
      return inner.value(wanted);
    }
  }
}
