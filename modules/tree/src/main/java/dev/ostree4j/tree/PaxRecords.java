// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The records of a pax extended header. Values are bytes: those of xattrs need not be text.
final class PaxRecords {

  static final PaxRecords NONE = new PaxRecords(Map.of());

  private static final String PLAIN_XATTR = "SCHILY.xattr.";
  private static final String ENCODED_XATTR = "LIBARCHIVE.xattr.";

  /// In the oldest form of sparse files these come again and again, and their order counts.
  private static final String SPARSE_OFFSET = "GNU.sparse.offset";

  private static final String SPARSE_LENGTH = "GNU.sparse.numbytes";
  private static final String SPARSE_MAP = "GNU.sparse.map";

  private final Map<String, byte[]> values;

  private PaxRecords(Map<String, byte[]> values) {
    this.values = values;
  }

  /// Reads records of the form `LENGTH KEY=VALUE\n`.
  static PaxRecords parse(byte[] bytes) throws TreeException.BadArchive {
    var values = new HashMap<String, byte[]>();
    var sparse = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int start = at;
      int length = 0;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && length < bytes.length) {
        length = length * 10 + (bytes[at++] - '0');
      }
      int end = start + length;
      boolean framed =
          at > start
              && at < end
              && end <= bytes.length
              && bytes[at] == ' '
              && bytes[end - 1] == '\n';
      int equals = framed ? find(bytes, (byte) '=', at + 1, end - 1) : -1;
      if (equals <= at + 1) {
        throw new TreeException.BadArchive("Damaged pax header");
      }
      String key = new String(bytes, at + 1, equals - at - 1, StandardCharsets.UTF_8);
      byte[] value = Arrays.copyOfRange(bytes, equals + 1, end - 1);
      values.put(key, value);
      if (key.equals(SPARSE_OFFSET) || key.equals(SPARSE_LENGTH)) {
        sparse.writeBytes(sparse.size() > 0 ? new byte[] {','} : new byte[0]);
        sparse.writeBytes(value);
      }
      at = end;
    }
    if (sparse.size() > 0) {
      values.put(SPARSE_MAP, sparse.toByteArray());
    }
    return new PaxRecords(values);
  }

  private static int find(byte[] bytes, byte wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  byte @Nullable [] value(String key) {
    byte[] value = values.get(key);
    // An empty value takes the key back.
    return value == null || value.length == 0 ? null : value;
  }

  boolean has(String key) {
    return value(key) != null;
  }

  /// A number that must not be negative.
  long number(String key, long otherwise) throws TreeException.BadArchive {
    byte[] value = value(key);
    if (value == null) {
      return otherwise;
    }
    long number = 0;
    for (byte digit : value) {
      if (digit < '0' || digit > '9' || number > (Long.MAX_VALUE - 9) / 10) {
        throw new TreeException.BadArchive("Damaged pax header: bad number for " + key);
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }

  /// The extended attributes, in whichever of the two usual forms.
  Xattrs xattrs() throws TreeException.BadArchive {
    Map<String, Xattr> found = new TreeMap<>();
    for (Map.Entry<String, byte[]> record : values.entrySet()) {
      String key = record.getKey();
      if (key.startsWith(PLAIN_XATTR)) {
        String name = key.substring(PLAIN_XATTR.length());
        add(found, name, record.getValue());
      }
    }
    for (Map.Entry<String, byte[]> record : values.entrySet()) {
      String key = record.getKey();
      if (key.startsWith(ENCODED_XATTR)) {
        addEncoded(found, key.substring(ENCODED_XATTR.length()), record.getValue());
      }
    }
    Collection<Xattr> all = found.values();
    return all.isEmpty() ? Xattrs.EMPTY : Xattrs.of(all);
  }

  private static void addEncoded(Map<String, Xattr> found, String name, byte[] value)
      throws TreeException.BadArchive {
    try {
      String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
      add(found, decoded, Base64.getMimeDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      throw new TreeException.BadArchive("Damaged pax header: bad xattr " + name);
    }
  }

  private static void add(Map<String, Xattr> found, String name, byte[] value)
      throws TreeException.BadArchive {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new TreeException.BadArchive("Damaged pax header: bad xattr name");
    }
    found.putIfAbsent(name, new Xattr(name, value));
  }
}
