// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.RefFilter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a machine says of a repository that it serves. Immutable.
///
/// ```text
/// v=   version:1, which is 1
/// rb=  hashes:1 hash:1, which is 1, then the bits of the filter
/// st=  when the summary was made, in seconds since 1970:8
/// ri=  which of the repositories of the machine it is:2
/// ```
///
/// Numbers are big-endian. There are four texts in the TXT record of the service, each of at most
/// 255 bytes.
///
/// @since 0.1
public final class RepoAdvert {
  /// A filter has at most so many bytes, since a text of a TXT record has 255.
  public static final int FILTER_BYTES_MAX = 250;

  private static final byte VERSION = 1;

  /// The XOR of the hash of the collection and that of the ref.
  private static final byte COLLECTION_REF_HASH = 1;

  private final int hashes;
  private final byte[] bits;
  private final long summarySeconds;
  private final int index;

  private RepoAdvert(int hashes, byte[] bits, long summarySeconds, int index) {
    this.hashes = hashes;
    this.bits = bits;
    this.summarySeconds = summarySeconds;
    this.index = index;
  }

  /// One of a repository.
  ///
  /// @param refs of which it may have refs
  /// @param summarySeconds when its summary was made, in seconds since 1970 without sign
  /// @param index under which number the machine serves it, from 0 to 65535
  /// @throws IllegalArgumentException when the filter is too large, or the number
  public static RepoAdvert of(RefFilter refs, long summarySeconds, int index) {
    byte[] bits = refs.bits();
    if (bits.length > FILTER_BYTES_MAX || index < 0 || index > 0xFFFF) {
      throw new IllegalArgumentException("a filter of " + bits.length + " bytes, index " + index);
    }
    return new RepoAdvert(refs.hashes(), bits, summarySeconds, index);
  }

  /// Reads the texts of a TXT record, in which each character is a byte.
  ///
  /// @throws LanException.MalformedAdvert when they say nothing of a repository, or not all
  public static RepoAdvert parse(List<String> texts) throws LanException.MalformedAdvert {
    var properties = new TextProperties(texts);
    if (value(properties, "v", 1).get() != VERSION) {
      throw new LanException.MalformedAdvert("v", "is of another version");
    }
    ByteBuffer filter = filter(properties);
    int hashes = Byte.toUnsignedInt(filter.get());
    byte hash = filter.get();
    byte[] bits = new byte[filter.remaining()];
    filter.get(bits);
    if (hashes == 0 || hash != COLLECTION_REF_HASH || bits.length == 0) {
      throw new LanException.MalformedAdvert("rb", "is no filter of a known kind");
    }
    long seconds = value(properties, "st", Long.BYTES).getLong();
    int index = Short.toUnsignedInt(value(properties, "ri", Short.BYTES).getShort());
    return new RepoAdvert(hashes, bits, seconds, index);
  }

  private static ByteBuffer filter(TextProperties properties) throws LanException.MalformedAdvert {
    byte[] value = present(properties, "rb");
    if (value.length < 2) {
      throw new LanException.MalformedAdvert("rb", "has " + value.length + " bytes");
    }
    return ByteBuffer.wrap(value);
  }

  private static ByteBuffer value(TextProperties properties, String key, int size)
      throws LanException.MalformedAdvert {
    byte[] value = present(properties, key);
    if (value.length != size) {
      throw new LanException.MalformedAdvert(key, "has " + value.length + " bytes");
    }
    return ByteBuffer.wrap(value);
  }

  private static byte[] present(TextProperties properties, String key)
      throws LanException.MalformedAdvert {
    Optional<byte[]> value = properties.find(key);
    if (value.isEmpty()) {
      throw new LanException.MalformedAdvert(key, "is missing");
    }
    return value.get();
  }

  /// The texts for a TXT record, in which each character is a byte.
  public List<String> texts() {
    var filter = new ByteArrayOutputStream();
    filter.write(hashes);
    filter.write(COLLECTION_REF_HASH);
    filter.writeBytes(bits);
    return List.of(
        text("v", new byte[] {VERSION}),
        text("rb", filter.toByteArray()),
        text("st", ByteBuffer.allocate(Long.BYTES).putLong(summarySeconds).array()),
        text("ri", ByteBuffer.allocate(Short.BYTES).putShort((short) index).array()));
  }

  private static String text(String key, byte[] value) {
    return key + "=" + new String(value, StandardCharsets.ISO_8859_1);
  }

  /// Which refs it may have.
  public RefFilter refs() {
    return RefFilter.of(bits, hashes);
  }

  /// When its summary was made, in seconds since 1970 without sign.
  public long summarySeconds() {
    return summarySeconds;
  }

  /// Under which number the machine serves it.
  public int index() {
    return index;
  }
}
