// SPDX-License-Identifier: LGPL-2.1-or-later

/// Reads and writes GVariant values: typed, bounds-checked, canonical bytes.
///
/// Everything that OSTree calls metadata is one of these values. Start with
/// [dev.ostree4j.gvariant.Variant]; the package's documentation draws the bytes.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.gvariant {
  requires static org.jspecify;

  exports dev.ostree4j.gvariant;
}
