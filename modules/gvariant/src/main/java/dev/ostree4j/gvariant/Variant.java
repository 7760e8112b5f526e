// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// Skeleton.
@SuppressWarnings("unused")
public final class Variant {
  private Variant() {}

  /// Skeleton.
  public static Variant of(VariantType type, byte[] bytes) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant of(VariantType type, MemorySegment bytes) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public VariantType type() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public long sizeBytes() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public byte[] bytes() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public void copyTo(byte[] target, int offset) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public MemorySegment segment() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean isNormal() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Variant normalized() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Variant byteswapped() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public int count() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Variant child(int index) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public boolean asBoolean() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public byte asByte() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public short asShort() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public int asInt() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public long asLong() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public double asDouble() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public String asString() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public byte[] asBytes() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public String asByteString() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Variant asVariant() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public Optional<Variant> asMaybe() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public List<String> asStrings() {
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
  public static Variant bool(boolean value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant byteOf(byte value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant int16(short value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant uint16(short value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant int32(int value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant uint32(int value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant int64(long value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant uint64(long value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant float64(double value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant string(String value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant objectPath(String value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant signature(String value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant variant(Variant value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant bytes(byte[] value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant byteString(String value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant strings(List<String> values) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant tuple(Variant... members) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant tuple(List<Variant> members) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant array(VariantType element, List<Variant> elements) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant dictEntry(Variant key, Variant value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant nothing(VariantType element) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant just(Variant value) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public String print() {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public String print(Annotation annotation) {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant parse(String text) throws VariantParseException {
    throw new AssertionError("not yet");
  }

  /// Skeleton.
  public static Variant parse(VariantType type, String text) throws VariantParseException {
    throw new AssertionError("not yet");
  }
}
