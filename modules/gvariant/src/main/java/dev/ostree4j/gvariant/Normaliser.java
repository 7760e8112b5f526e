// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.ArrayList;
import java.util.List;

/// Builds a value anew from what its bytes are leniently read as. Parts that are in order are
/// built anew as well: GLib does so, and takes a tuple of no bytes for normal, which it never
/// writes.
final class Normaliser {
  private Normaliser() {}

  static Variant rebuild(Variant value) {
    VariantType type = value.type();
    return switch (type.kind()) {
      case 'b' -> Variant.bool(value.asBoolean());
      case 's', 'o', 'g' -> Serialiser.text(type, value.asString());
      case 'v' -> Serialiser.variant(rebuild(value.child(0)));
      case 'm' -> Serialiser.maybe(type.element(), children(value));
      case 'a' -> Serialiser.array(type.element(), children(value));
      case '(', '{' -> Serialiser.tuple(type, children(value));
      default -> Serialiser.number(type, value.number());
    };
  }

  private static List<Variant> children(Variant value) {
    int count = value.count();
    var children = new ArrayList<Variant>(count);
    for (int i = 0; i < count; i++) {
      children.add(rebuild(value.child(i)));
    }
    return children;
  }
}
