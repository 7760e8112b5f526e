// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the text form. First the text becomes a tree of [Node]s, then the types are settled,
/// then the values are made; where nothing tells a type, GLib's defaults count.
final class VariantParser {
  private final Tokens tokens;

  private VariantParser(byte[] text) {
    tokens = new Tokens(text);
  }

  /// The value that a text writes, of this type if there is one.
  static Variant parse(@Nullable VariantType type, String text) throws VariantParseException {
    byte[] encoded;
    try {
      encoded = Utf8.encode(text);
    } catch (IllegalArgumentException e) {
      var failure = new VariantParseException("0:" + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
    var parser = new VariantParser(encoded);
    Node node = parser.node(VariantType.MAX_DEPTH);
    Variant value = type == null ? node.resolve() : node.value(type);
    parser.tokens.requireEnd();
    return value;
  }

  private Node node(int depthLeft) throws VariantParseException {
    tokens.prepare();
    int start = tokens.start();
    if (depthLeft == 0) {
      throw new Span(start, start).failure("variant nested too deeply");
    }
    if (tokens.take("[")) {
      return array(start, depthLeft - 1);
    }
    if (tokens.take("(")) {
      return tuple(start, depthLeft - 1);
    }
    if (tokens.take("<")) {
      Node inner = node(depthLeft - 1);
      tokens.require(">", " to follow variant value");
      return new Containers.Boxed(since(start), inner);
    }
    return tokens.take("{") ? dictionary(start, depthLeft - 1) : scalar(start, depthLeft);
  }

  private Node scalar(int start, int depthLeft) throws VariantParseException {
    if (tokens.take("true")) {
      return new Scalars.Truth(since(start), true);
    }
    if (tokens.take("false")) {
      return new Scalars.Truth(since(start), false);
    }
    if (tokens.isNumber() || tokens.is("inf") || tokens.is("nan")) {
      Span span = tokens.span();
      return new Scalars.Numeral(span, new String(tokens.take(), StandardCharsets.UTF_8));
    }
    if (tokens.startsWith('n') || tokens.startsWith('j')) {
      return maybe(start, depthLeft - 1);
    }
    if (tokens.startsWith('@') || tokens.isWord()) {
      VariantType type = declaration(depthLeft);
      Node inner = node(depthLeft - 1);
      return new Containers.Declared(since(start), type, inner);
    }
    return quoted();
  }

  private Node quoted() throws VariantParseException {
    Span span = tokens.span();
    if (tokens.isString()) {
      return new Scalars.Text(span, Literals.text(tokens.take(), span));
    }
    if (tokens.isByteString()) {
      return new Scalars.ByteText(span, Literals.bytes(tokens.take(), span));
    }
    throw new Span(span.start(), span.start()).failure("expected value");
  }

  private Span since(int start) {
    return new Span(start, tokens.end());
  }

  private Node array(int start, int depthLeft) throws VariantParseException {
    var elements = new ArrayList<Node>();
    while (!tokens.take("]")) {
      if (!elements.isEmpty()) {
        tokens.require(",", " or ']' to follow array element");
      }
      elements.add(node(depthLeft));
    }
    return new Containers.Array(since(start), elements);
  }

  private Node tuple(int start, int depthLeft) throws VariantParseException {
    var members = new ArrayList<Node>();
    while (!tokens.take(")")) {
      if (members.size() > 1) {
        tokens.require(",", " or ')' to follow tuple element");
      }
      members.add(node(depthLeft));
      if (members.size() == 1) {
        // Even a single member has a comma, or it would be a value between parentheses.
        tokens.require(",", " after first tuple element");
      }
    }
    return new Containers.Tuple(since(start), members);
  }

  private Node dictionary(int start, int depthLeft) throws VariantParseException {
    if (tokens.take("}")) {
      return new Containers.Dictionary(since(start), List.of(), List.of());
    }
    Node key = node(depthLeft);
    if (tokens.take(",")) {
      Node value = node(depthLeft);
      tokens.require("}", " at end of dictionary entry");
      return new Containers.Entry(since(start), key, value);
    }
    tokens.require(":", " or ',' to follow dictionary entry key");
    var keys = new ArrayList<>(List.of(key));
    var values = new ArrayList<>(List.of(node(depthLeft)));
    while (!tokens.take("}")) {
      tokens.require(",", " or '}' to follow dictionary entry");
      keys.add(node(depthLeft));
      tokens.require(":", " to follow dictionary entry key");
      values.add(node(depthLeft));
    }
    return new Containers.Dictionary(since(start), keys, values);
  }

  private Node maybe(int start, int depthLeft) throws VariantParseException {
    if (tokens.take("just")) {
      Node inner = node(depthLeft);
      return new Containers.Maybe(since(start), Optional.of(inner));
    }
    if (!tokens.take("nothing")) {
      throw tokens.span().failure("unknown keyword");
    }
    return new Containers.Maybe(since(start), Optional.empty());
  }

  private VariantType declaration(int depthLeft) throws VariantParseException {
    boolean isSigned = tokens.startsWith('@');
    String word = tokens.word();
    VariantType type = isSigned ? TypeScanner.find(word.substring(1)) : TypeNames.find(word);
    if (type == null) {
      String reason =
          !isSigned
              ? "unknown keyword"
              : isIndefinite(word.substring(1))
                  ? "type declarations must be definite"
                  : "invalid type declaration";
      throw tokens.span().failure(reason);
    }
    if (isSigned && type.depth() > depthLeft) {
      throw tokens.span().failure("type declaration recurses too deeply");
    }
    tokens.take();
    return type;
  }

  /// Whether it would be a type, had each wildcard something definite in its place.
  private static boolean isIndefinite(String text) {
    return TypeScanner.find(text.replace('*', 'v').replace('?', 'y').replace("r", "()")) != null;
  }
}
