// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// A piece of a text, in bytes of UTF-8.
record Span(int start, int end) {
  /// The failure to read this piece.
  VariantParseException failure(String reason) {
    return new VariantParseException(this + ":" + reason);
  }

  /// The failure to reconcile this piece with another.
  VariantParseException failure(Span other, String reason) {
    return new VariantParseException(this + "," + other.start + "-" + other.end + ":" + reason);
  }

  @Override
  public String toString() {
    return start == end ? Integer.toString(start) : start + "-" + end;
  }
}
