// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;


/// Skeleton.
@SuppressWarnings("unused")
public final class VariantType {
  private VariantType() {}

  /// Skeleton.
  public static final VariantType BOOLEAN = new VariantType();

  /// Skeleton.
  public static final VariantType BYTE = new VariantType();

  /// Skeleton.
  public static final VariantType INT16 = new VariantType();

  /// Skeleton.
  public static final VariantType UINT16 = new VariantType();

  /// Skeleton.
  public static final VariantType INT32 = new VariantType();

  /// Skeleton.
  public static final VariantType UINT32 = new VariantType();

  /// Skeleton.
  public static final VariantType INT64 = new VariantType();

  /// Skeleton.
  public static final VariantType UINT64 = new VariantType();

  /// Skeleton.
  public static final VariantType DOUBLE = new VariantType();

  /// Skeleton.
  public static final VariantType STRING = new VariantType();

  /// Skeleton.
  public static final VariantType OBJECT_PATH = new VariantType();

  /// Skeleton.
  public static final VariantType SIGNATURE = new VariantType();

  /// Skeleton.
  public static final VariantType VARIANT = new VariantType();

  /// Skeleton.
  public static final VariantType BYTES = new VariantType();

  /// Skeleton.
  public static final VariantType STRINGS = new VariantType();

  /// Skeleton.
  public static final VariantType DICT = new VariantType();

  /// Skeleton.
  public static final VariantType UNIT = new VariantType();

  /// Skeleton.
  public static VariantType of(String text) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static boolean isValid(String text) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public String text() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public int alignment() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public int fixedSizeBytes() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isFixed() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isArray() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isTuple() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isDictEntry() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isMaybe() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isVariant() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isBasic() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public VariantType element() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public int memberCount() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public VariantType member(int index) {
    throw new AssertionError("not yet");
  }
}
