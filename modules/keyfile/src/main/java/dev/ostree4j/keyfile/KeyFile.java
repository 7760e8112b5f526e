// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.util.List;
import java.util.Optional;

/// A key file: groups of keys with values, in their order, with their comments. Mutable.
public final class KeyFile {
  private KeyFile() {}

  /// A key file without any group.
  public static KeyFile empty() {
    return new KeyFile();
  }

  /// Reads a text.
  public static KeyFile parse(String text) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// Reads bytes, which should be UTF-8.
  public static KeyFile parse(byte[] text) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The names of the groups in their order.
  public List<String> groups() {
    throw new AssertionError("not yet");
  }

  /// Whether there is such a group.
  public boolean hasGroup(String group) {
    throw new AssertionError("not yet");
  }

  /// Whether there is such a key in such a group.
  public boolean has(String group, String key) {
    throw new AssertionError("not yet");
  }

  /// The keys of a group in their order.
  public List<String> keys(String group) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value as it stands in the text.
  public Optional<String> findRaw(String group, String key) {
    throw new AssertionError("not yet");
  }

  /// The value, unescaped.
  public Optional<String> find(String group, String key) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value, unescaped; refuses when it is not there.
  public String string(String group, String key) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value as a truth value.
  public Optional<Boolean> findBoolean(String group, String key) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value as a signed 64-bit number.
  public Optional<Long> findLong(String group, String key) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value as a floating point number.
  public Optional<Double> findDouble(String group, String key) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value as a list separated by `;`.
  public Optional<List<String>> findStrings(String group, String key) throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value as a list with this separator.
  public Optional<List<String>> findStrings(String group, String key, char separator)
      throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// The value of a key for a locale such as `de_DE.UTF-8`.
  public Optional<String> findLocale(String group, String key, String locale)
      throws KeyFileException {
    throw new AssertionError("not yet");
  }

  /// Sets a value as it shall stand in the text.
  public void setRaw(String group, String key, String value) {
    throw new AssertionError("not yet");
  }

  /// Sets a value, escaped.
  public void set(String group, String key, String value) {
    throw new AssertionError("not yet");
  }

  /// Sets a truth value.
  public void setBoolean(String group, String key, boolean value) {
    throw new AssertionError("not yet");
  }

  /// Sets a number.
  public void setLong(String group, String key, long value) {
    throw new AssertionError("not yet");
  }

  /// Sets a list, separated by `;`.
  public void setStrings(String group, String key, List<String> values) {
    throw new AssertionError("not yet");
  }

  /// Removes a key.
  public boolean remove(String group, String key) {
    throw new AssertionError("not yet");
  }

  /// Removes a group with all its keys.
  public boolean removeGroup(String group) {
    throw new AssertionError("not yet");
  }

  /// The text of this key file.
  public String toText() {
    throw new AssertionError("not yet");
  }

  /// The bytes of this key file.
  public byte[] toBytes() {
    throw new AssertionError("not yet");
  }

  /// A key file with the same content, independent of this one.
  public KeyFile copy() {
    throw new AssertionError("not yet");
  }
}
