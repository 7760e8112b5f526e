// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import dev.ostree4j.checksum.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A tree in the text form that `mkcomposefs --from-file` reads, so that what the real program
/// makes of it can be compared.
///
/// ```text
/// path size mode links uid gid device mtime payload content digest [xattr=value]…
/// ```
final class ImageDump {
  private final StringBuilder text = new StringBuilder();

  private ImageDump() {}

  static String of(ImageDirectory root) {
    var dump = new ImageDump();
    dump.add("/", root);
    return dump.text.toString();
  }

  private void add(String path, ImageNode node) {
    switch (node) {
      case ImageDirectory directory -> {
        line(path, 0, 0040000, node, "-", "-");
        for (int i = 0; i < directory.size(); i++) {
          String above = path.equals("/") ? "/" : path + "/";
          add(above + escaped(directory.nameBytes(i)), directory.node(i));
        }
      }
      case ImageFile file ->
          line(
              path,
              file.sizeBytes(),
              0100000,
              node,
              file.payload().orElse("-"),
              file.digest().map(Checksum::hex).orElse("-"));
      case ImageSymlink symlink ->
          line(
              path,
              symlink.targetBytes().length,
              0120000,
              node,
              escaped(symlink.targetBytes()),
              "-");
      case Mask _ -> throw new AssertionError("no part of a tree");
    }
  }

  private void line(
      String path, long size, int type, ImageNode node, String payload, String digest) {
    ImageAttributes attributes = node.attributes();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %d %o 1 %s %s 0 0.0 %s - %s",
            path,
            size,
            type | attributes.mode(),
            Integer.toUnsignedString(attributes.uid()),
            Integer.toUnsignedString(attributes.gid()),
            payload,
            digest));
    for (ImageXattr xattr : attributes.stored()) {
      // What is stored with `overlay.` in front was put in without.
      String name =
          escaped(xattr.name()).replaceFirst("^trusted.overlay.overlay.", "trusted.overlay.");
      text.append(' ').append(name).append('=').append(escaped(xattr.value()));
    }
    text.append('\n');
  }

  private static String escaped(byte[] bytes) {
    var escaped = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = b > ' ' && b < 0x7f && b != '\\' && b != '=';
      escaped.append(plain ? (char) b : String.format("\\x%02x", b));
    }
    return escaped.toString();
  }

  /// The bytes of a text; for tests.
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
