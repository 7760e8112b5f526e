// SPDX-License-Identifier: LGPL-2.1-or-later

/// GVariant values: [dev.ostree4j.gvariant.Variant] is one, as a view of its bytes, and
/// [dev.ostree4j.gvariant.VariantType] its type, which the bytes do not tell.
///
/// ```text
/// type      alignment   bytes
/// b y       1           the number; b is 0 or 1
/// n q       2           the number, little-endian, as all below
/// i u h     4
/// x t d     8
/// s o g     1           UTF-8, one 00
/// v         8           child, one 00, type of the child
/// mX        as X        nothing: no bytes     just: child, and one 00 unless X has a fixed size
/// aX        as X        child child …                      if X has a fixed size
///                       child pad child … end₀ end₁ …      otherwise
/// (X…) {kv} largest     child pad child … end₁ end₀        ends of variable children but the last
/// ```
///
/// - Each child starts at a multiple of its alignment, counted from the start of its container;
///   padding is 00. A tuple whose size is fixed is padded to a multiple of its own alignment. `()`
///   is one 00.
/// - An end is where a child ends, counted from the start of its container. All ends of a container
///   have the same width: the least of 1, 2 and 4 bytes that can number the container's last byte,
///   its ends included. An array's ends stand in order, a tuple's in reverse.
/// - The number of an array's children is not written. Its last end is where the ends begin.
///
/// As an example, `('empty', <32 bytes>)` of type `(say)` is 39 bytes:
///
/// ```text
/// 65 6d 70 74 79 00   xx × 32   06
/// e  m  p  t  y                 end of the string; the array ends where this begins
/// ```
///
/// Bytes that follow all rules are in *normal form*; for each value there is one such form.
/// (GLib, and so we, also take a tuple without any bytes for normal if its members may be empty.)
/// Other bytes are read all the same: a child that cannot be where its ends say has its default
/// value. No two children ever share bytes, so that none are unfolded twice; yet many default
/// values of a large type can be far larger than the bytes which ask for them. So check bytes
/// from outside first. What is written is always normal.
///
/// Two things are narrower than in GLib: a value is smaller than 2 GiB, and a type has at most
/// 2²⁰ characters.
package dev.ostree4j.gvariant;
