// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// One extended attribute: a name, which is bytes to the kernel, and a value.
///
/// @since 0.1
public final class Xattr implements Comparable<Xattr> {
  private final byte[] name;
  private final byte[] value;

  /// The attribute with this name, given without its final NUL. Both arrays are copied.
  ///
  /// @throws IllegalArgumentException when the name is empty or has a NUL inside
  public Xattr(byte[] name, byte[] value) {
    this(name.clone(), value.clone(), Copied.YES);
    if (!isValidName(name)) {
      throw new IllegalArgumentException("Invalid xattr name '" + displayName() + "'");
    }
  }

  /// The attribute with this name, such as `user.comment`.
  ///
  /// @throws IllegalArgumentException when the name is empty or has a NUL inside
  public Xattr(String name, byte[] value) {
    this(Text.utf8(name), value);
  }

  private Xattr(byte[] name, byte[] value, Copied copied) {
    this.name = name;
    this.value = value;
  }

  /// Tells the constructor which keeps its arrays from those that copy them.
  private enum Copied {
    YES
  }

  /// Keeps the arrays, which the caller made, checked and forgets.
  static Xattr adopt(byte[] name, byte[] value) {
    return new Xattr(name, value, Copied.YES);
  }

  static boolean isValidName(byte[] name) {
    for (byte b : name) {
      if (b == 0) {
        return false;
      }
    }
    return name.length > 0;
  }

  /// A copy of the name's bytes, without NUL.
  public byte[] name() {
    return name.clone();
  }

  /// A copy of the value.
  public byte[] value() {
    return value.clone();
  }

  /// The name as text, for people; bytes that are not UTF-8 are replaced.
  public String displayName() {
    return new String(name, StandardCharsets.UTF_8);
  }

  /// `NAME=HEX`, for people.
  public String display() {
    return displayName() + "=" + HexFormat.of().formatHex(value);
  }

  byte[] rawName() {
    return name;
  }

  byte[] rawValue() {
    return value;
  }

  /// By the unsigned bytes of the name, as in the stored form; then of the value.
  @Override
  public int compareTo(Xattr other) {
    int order = Arrays.compareUnsigned(name, other.name);
    return order != 0 ? order : Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Xattr that
        && Arrays.equals(name, that.name)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(name) + Arrays.hashCode(value);
  }

  /// The [form for people][#display()].
  @Override
  public String toString() {
    return display();
  }
}
