// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import dev.ostree4j.keyfile.KeyFileException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key file: groups of keys with values, in their order, with their comments. Mutable, not for
/// several threads at once.
///
/// Reads, answers and writes as GLib does when it is told to keep comments and translations. A byte
/// that is no UTF-8 stands in the strings as the lone surrogate U+DC00 + byte and is written back.
///
/// @since 0.1
public final class KeyFile {
  private static final char LIST_SEPARATOR = ';';

  /// Starts with the group without a name.
  private final List<Group> groups = new ArrayList<>();

  private KeyFile() {
    groups.add(new Group(null));
  }

  /// A key file without any group.
  public static KeyFile empty() {
    return new KeyFile();
  }

  /// Reads a text.
  ///
  /// @throws KeyFileException when it is not that of a key file
  public static KeyFile parse(String text) throws KeyFileException {
    return parse(Bytes.encode(text));
  }

  /// Reads bytes, which should be UTF-8.
  ///
  /// @throws KeyFileException when they are not those of a key file
  public static KeyFile parse(byte[] text) throws KeyFileException {
    KeyFile file = new KeyFile();
    new Parser(file).parse(text);
    return file;
  }

  // Looking around.

  /// The names of the groups in their order.
  public List<String> groups() {
    List<String> names = new ArrayList<>();
    for (Group group : groups) {
      if (group.name != null) {
        names.add(group.name);
      }
    }
    return names;
  }

  /// Whether there is such a group.
  public boolean hasGroup(String group) {
    return lookUp(group) != null;
  }

  /// Whether there is such a key in such a group.
  public boolean has(String group, String key) {
    return line(group, key) != null;
  }

  /// The keys of a group in their order; one that is there twice is listed twice.
  ///
  /// @throws KeyFileException when there is no such group
  public List<String> keys(String group) throws KeyFileException {
    return required(group).keys();
  }

  // Reading values.

  /// The value as it stands in the text.
  public Optional<String> findRaw(String group, String key) {
    Group.Line line = line(group, key);
    return line == null ? Optional.empty() : Optional.of(line.text);
  }

  /// The value, unescaped.
  ///
  /// @throws KeyFileException when an escape sequence is wrong
  public Optional<String> find(String group, String key) throws KeyFileException {
    @Nullable String raw = utf8(group, key);
    return raw == null ? Optional.empty() : Optional.of(understood(Values.unescape(raw), key));
  }

  /// The value, unescaped.
  ///
  /// @throws KeyFileException when it is not there, or an escape sequence is wrong
  public String string(String group, String key) throws KeyFileException {
    Optional<String> value = find(group, key);
    if (value.isPresent()) {
      return value.get();
    }
    required(group);
    throw new KeyFileException(
        Reason.KEY_NOT_FOUND, "Key file does not have key “" + key + "” in group “" + group + "”");
  }

  /// The value as a truth value: `true` or `1`, `false` or `0`.
  ///
  /// @throws KeyFileException when it is none of these
  public Optional<Boolean> findBoolean(String group, String key) throws KeyFileException {
    Group.Line line = line(group, key);
    return line == null ? Optional.empty() : Optional.of(understood(Values.truth(line.text), key));
  }

  /// The value as a signed 64-bit decimal number.
  ///
  /// @throws KeyFileException when it is not one, or too large
  public Optional<Long> findLong(String group, String key) throws KeyFileException {
    Group.Line line = line(group, key);
    if (line == null) {
      return Optional.empty();
    }
    Long value = Values.number(line.text);
    if (value == null) {
      throw new KeyFileException(
          Reason.INVALID_VALUE,
          "Key “"
              + key
              + "” in group “"
              + group
              + "” has value “"
              + line.text
              + "” where int64 was expected");
    }
    return Optional.of(value);
  }

  /// The value as a floating point number, with a point.
  ///
  /// @throws KeyFileException when it is not one
  public Optional<Double> findDouble(String group, String key) throws KeyFileException {
    Group.Line line = line(group, key);
    if (line == null) {
      return Optional.empty();
    }
    Double value = Values.real(line.text);
    if (value == null) {
      throw new KeyFileException(
          Reason.INVALID_VALUE,
          "Key file contains key “"
              + key
              + "” in group “"
              + group
              + "” which has a value that cannot be interpreted.");
    }
    return Optional.of(value);
  }

  /// The value as a list separated by `;`.
  ///
  /// @throws KeyFileException when an escape sequence is wrong
  public Optional<List<String>> findStrings(String group, String key) throws KeyFileException {
    return findStrings(group, key, LIST_SEPARATOR);
  }

  /// The value as a list with this separator.
  ///
  /// @throws KeyFileException when an escape sequence is wrong
  public Optional<List<String>> findStrings(String group, String key, char separator)
      throws KeyFileException {
    @Nullable String raw = utf8(group, key);
    return raw == null
        ? Optional.empty()
        : Optional.of(understood(Values.unescapeList(raw, separator), key));
  }

  /// The best translation of a value for a locale such as `de_DE.UTF-8@euro`; the plain value when
  /// there is none.
  ///
  /// @throws KeyFileException when an escape sequence is wrong
  public Optional<String> findLocale(String group, String key, String locale)
      throws KeyFileException {
    for (String variant : Locales.variants(locale)) {
      String translated = key + "[" + variant + "]";
      if (has(group, translated)) {
        return find(group, translated);
      }
    }
    return find(group, key);
  }

  // Changing. Names that cannot be written are a bug of the caller.

  /// Sets a value as it shall stand in the text. The group is made when it is not there.
  ///
  /// @throws IllegalArgumentException when the value spans lines, starts with a blank or holds NUL,
  ///     since it would be read as something else
  public void setRaw(String group, String key, String value) {
    requireNames(group, key);
    boolean blank = !value.isEmpty() && Grammar.isBlank(value.charAt(0));
    if (blank || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0 || value.endsWith("\r")) {
      throw new IllegalArgumentException("not a value that can be written as it is: " + value);
    }
    groupForWriting(group).set(key, value);
  }

  /// Sets a value, escaped.
  ///
  /// @throws IllegalArgumentException when the value holds NUL
  public void set(String group, String key, String value) {
    setRaw(group, key, Values.escape(value));
  }

  /// Sets the translation of a value for a locale.
  public void setLocale(String group, String key, String locale, String value) {
    set(group, key + "[" + locale + "]", value);
  }

  /// Sets a truth value.
  public void setBoolean(String group, String key, boolean value) {
    setRaw(group, key, value ? "true" : "false");
  }

  /// Sets a number.
  public void setLong(String group, String key, long value) {
    setRaw(group, key, Long.toString(value));
  }

  /// Sets a list; each element is followed by `;`.
  public void setStrings(String group, String key, List<String> values) {
    setRaw(group, key, Values.escapeList(values, LIST_SEPARATOR));
  }

  /// Removes a key; whether it was there. Comments stay.
  public boolean remove(String group, String key) {
    Group found = lookUp(group);
    return found != null && found.remove(key);
  }

  /// Removes a group with all its lines; whether it was there.
  public boolean removeGroup(String group) {
    Group found = lookUp(group);
    return found != null && groups.remove(found);
  }

  /// The comment lines right above a key, without their `#`.
  ///
  /// @throws KeyFileException when there is no such group or key
  public Optional<String> comment(String group, String key) throws KeyFileException {
    return Comments.above(required(group), requireLine(group, key));
  }

  /// Sets the comment above a key, in place of what was there.
  ///
  /// @throws KeyFileException when there is no such group or key
  public void setComment(String group, String key, String comment) throws KeyFileException {
    Comments.set(required(group), requireLine(group, key), comment);
  }

  // Writing.

  /// The text of this key file.
  public String toText() {
    StringBuilder out = new StringBuilder();
    for (Group group : groups) {
      // Groups are set apart by an empty line.
      if (out.length() >= 2 && out.charAt(out.length() - 2) != '\n') {
        out.append('\n');
      }
      group.print(out);
    }
    return out.toString();
  }

  /// The bytes of this key file.
  public byte[] toBytes() {
    return Bytes.encode(toText());
  }

  /// A key file with the same content, independent of this one.
  public KeyFile copy() {
    KeyFile copy = new KeyFile();
    copy.groups.clear();
    for (Group group : groups) {
      copy.groups.add(group.copy());
    }
    return copy;
  }

  /// Takes over a group of another key file, with its comments, in place of one of this name.
  public void copyGroup(KeyFile other, String group) throws KeyFileException {
    Group copy = other.required(group).copy();
    for (int i = 0; i < groups.size(); i++) {
      if (group.equals(groups.get(i).name)) {
        groups.set(i, copy);
        return;
      }
    }
    groups.add(copy);
  }

  @Override
  public String toString() {
    return toText();
  }

  // For the parser.

  Group unnamed() {
    return groups.getFirst();
  }

  @Nullable Group firstNamed() {
    return groups.size() > 1 ? groups.get(1) : null;
  }

  Group groupForWriting(String name) {
    Group found = lookUp(name);
    if (found == null) {
      found = new Group(name);
      groups.add(found);
    }
    return found;
  }

  private @Nullable Group lookUp(String name) {
    for (Group group : groups) {
      if (name.equals(group.name)) {
        return group;
      }
    }
    return null;
  }

  private Group required(String name) throws KeyFileException {
    Group group = lookUp(name);
    if (group == null) {
      throw new KeyFileException(
          Reason.GROUP_NOT_FOUND, "Key file does not have group “" + name + "”");
    }
    return group;
  }

  private Group.@Nullable Line line(String group, String key) {
    Group found = lookUp(group);
    return found == null ? null : found.find(key);
  }

  private Group.Line requireLine(String group, String key) throws KeyFileException {
    Group.Line line = required(group).find(key);
    if (line == null) {
      throw new KeyFileException(
          Reason.KEY_NOT_FOUND,
          "Key file does not have key “" + key + "” in group “" + group + "”");
    }
    return line;
  }

  private @Nullable String utf8(String group, String key) throws KeyFileException {
    Group.Line line = line(group, key);
    if (line != null && !Bytes.isUtf8(line.text)) {
      throw new KeyFileException(
          Reason.UNKNOWN_ENCODING,
          "Key file contains key “"
              + key
              + "” with value “"
              + Bytes.readable(line.text)
              + "” which is not UTF-8");
    }
    return line == null ? null : line.text;
  }

  private static <T> T understood(@Nullable T value, String key) throws KeyFileException {
    if (value == null) {
      throw new KeyFileException(
          Reason.INVALID_VALUE,
          "Key file contains key “" + key + "” which has a value that cannot be interpreted.");
    }
    return value;
  }

  private static void requireNames(String group, String key) {
    if (!Grammar.isGroupName(group)) {
      throw new IllegalArgumentException("not the name of a group: " + group);
    }
    // A key with these would be read back as something else.
    boolean comment = key.startsWith("#") || key.startsWith("[");
    if (comment || key.indexOf('\n') >= 0 || !Grammar.isKeyName(key)) {
      throw new IllegalArgumentException("not the name of a key: " + key);
    }
  }
}
