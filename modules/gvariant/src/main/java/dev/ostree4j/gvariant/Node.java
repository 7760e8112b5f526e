// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.List;

/// A value as it is written: it becomes a [Variant] once its type is settled.
abstract class Node {
  private final Span span;

  Node(Span span) {
    this.span = span;
  }

  /// Where it is written.
  final Span span() {
    return span;
  }

  /// What types it could have, as a [TypePattern].
  abstract String pattern() throws VariantParseException;

  /// The value, of this type.
  abstract Variant value(VariantType type) throws VariantParseException;

  /// The value, of the type that its text implies.
  final Variant resolve() throws VariantParseException {
    VariantType type = TypePattern.choose(pattern());
    if (type == null) {
      throw span.failure("unable to infer type");
    }
    return value(type);
  }

  final VariantParseException mismatch(VariantType type) {
    return span.failure("can not parse as value of type '" + type.text() + "'");
  }

  /// The pattern that fits all of several values.
  static String common(List<Node> nodes) throws VariantParseException {
    String pattern = nodes.getFirst().pattern();
    for (int i = 1; i < nodes.size(); i++) {
      String next = nodes.get(i).pattern();
      String unified = TypePattern.unify(pattern, next);
      if (unified == null) {
        throw conflict(nodes, i, next);
      }
      pattern = unified;
    }
    return pattern;
  }

  /// Blames the first value that a later one does not go together with.
  private static VariantParseException conflict(List<Node> nodes, int later, String pattern)
      throws VariantParseException {
    int first = 0;
    while (first < later - 1 && TypePattern.unify(pattern, nodes.get(first).pattern()) != null) {
      first++;
    }
    return nodes.get(first).span.failure(nodes.get(later).span, "unable to find a common type");
  }

  /// A value which may stand for a maybe with itself inside, so that `just` need not be written.
  abstract static class Plain extends Node {
    Plain(Span span) {
      super(span);
    }

    abstract Variant plainValue(VariantType type) throws VariantParseException;

    @Override
    final Variant value(VariantType type) throws VariantParseException {
      return type.isMaybe() ? Variant.just(value(type.element())) : plainValue(type);
    }
  }
}
