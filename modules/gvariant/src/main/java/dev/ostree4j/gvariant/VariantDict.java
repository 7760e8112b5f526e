// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.Optional;
import java.util.Set;

/// Skeleton.
@SuppressWarnings("unused")
public final class VariantDict {
  private VariantDict() {}

  /// Skeleton.
  public static VariantDict empty() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static VariantDict of(Variant dictionary) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public VariantDict put(String key, Variant value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public VariantDict put(String key, String value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public VariantDict remove(String key) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Optional<Variant> find(String key) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Optional<Variant> find(String key, VariantType type) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isEmpty() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Set<String> keys() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Variant toVariant() {
    throw new AssertionError("not yet");
  }
}
