// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// An extended attribute as it is stored: its common prefix is a number.
///
/// ```text
/// length of suffix u8 | prefix u8 | length of value u16 | suffix | value | zeros to 4
/// ```
final class XattrEntry {
  private static final int HEADER_BYTES = 4;
  private static final int FILTER_SEED = 0x25bbe08f;
  private static final int FILTER_BITS = 32;

  private record Prefix(int number, byte[] text) {
    Prefix(int number, String text) {
      this(number, text.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOf(byte[] name) {
      return name.length >= text.length
          && Arrays.equals(name, 0, text.length, text, 0, text.length);
    }
  }

  private static final Prefix ACL_ACCESS = new Prefix(2, "system.posix_acl_access");
  private static final Prefix ACL_DEFAULT = new Prefix(3, "system.posix_acl_default");
  private static final Prefix NONE = new Prefix(0, "");
  private static final List<Prefix> PREFIXES =
      List.of(
          new Prefix(1, "user."),
          ACL_ACCESS,
          ACL_DEFAULT,
          new Prefix(4, "trusted."),
          new Prefix(6, "security."));

  private XattrEntry() {}

  private static Prefix prefix(ImageXattr xattr) {
    for (Prefix prefix : PREFIXES) {
      if (prefix.isOf(xattr.name())) {
        return prefix;
      }
    }
    return NONE;
  }

  /// Whether it is an access control list, which the kernel looks for only where the image says so.
  static boolean isAcl(ImageXattr xattr) {
    return Arrays.equals(xattr.name(), ACL_ACCESS.text())
        || Arrays.equals(xattr.name(), ACL_DEFAULT.text());
  }

  static int sizeBytes(ImageXattr xattr) {
    int suffix = xattr.name().length - prefix(xattr).text().length;
    return Align.up(HEADER_BYTES + suffix + xattr.value().length, HEADER_BYTES);
  }

  /// The bit of the name filter that this attribute clears.
  static int filterBit(ImageXattr xattr) {
    Prefix prefix = prefix(xattr);
    int hash = XxHash32.hash(xattr.name(), prefix.text().length, FILTER_SEED + prefix.number());
    return 1 << (hash & FILTER_BITS - 1);
  }

  static void write(ImageXattr xattr, LittleEndianOutput out) throws IOException {
    Prefix prefix = prefix(xattr);
    byte[] name = xattr.name();
    int start = prefix.text().length;
    out.u8(name.length - start);
    out.u8(prefix.number());
    out.u16(xattr.value().length);
    out.bytes(name, start, name.length - start);
    out.bytes(xattr.value());
    out.alignTo(HEADER_BYTES);
  }
}
