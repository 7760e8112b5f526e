// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import dev.ostree4j.checksum.Checksum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Trees which between them have all that the layout of an image decides about.
enum SampleTree {
  EMPTY {
    @Override
    ImageDirectory make() throws ImageLimitException {
      return directory(Map.of());
    }
  },
  SMALL {
    @Override
    ImageDirectory make() throws ImageLimitException {
      return directory(
          Map.of(
              "file", file(5),
              "empty", ImageFile.empty(PLAIN),
              "link", ImageSymlink.of(PLAIN, "file"),
              "sub", directory(Map.of("same", file(5), "other", file(6)))));
    }
  },
  WITHOUT_DIGESTS {
    @Override
    ImageDirectory make() throws ImageLimitException {
      ImageNode bare = ImageFile.of(PLAIN, 7, "00/11.file");
      return directory(Map.of("a", bare, "b", bare, "c", file(7)));
    }
  },
  /// An entry takes 22 bytes: 91 with `.` and `..` are the last that fit half a block, 184 the
  /// last that fit a whole one.
  LARGE_DIRECTORIES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int size : List.of(1, 90, 91, 92, 93, 183, 184, 185, 186, 276, 277, 278, 400, 1000)) {
        children.put("of-" + size, directory(entries(size)));
      }
      return directory(children);
    }
  },
  /// Entries that fill half a block or a whole one exactly, and one byte less or more.
  EXACT_DIRECTORIES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int bytes : List.of(2047, 2048, 2049, 4095, 4096, 4097, 6143, 6144, 6145, 8191, 8192)) {
        int count = (bytes - 27 - 13) / 22;
        Map<String, ImageNode> entries = entries(count);
        entries.put("x".repeat(bytes - 27 - 22 * count - 12), ImageFile.empty(PLAIN));
        children.put("of-" + bytes, directory(entries));
      }
      return directory(children);
    }
  },
  /// With 65,535 links the short form of an inode is still enough.
  MANY_SUBDIRECTORIES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int count : List.of(65_533, 65_534)) {
        var subdirectories = new HashMap<String, ImageNode>();
        for (int i = 0; i < count; i++) {
          subdirectories.put("d" + i, directory(Map.of()));
        }
        children.put("with-" + count, directory(subdirectories));
      }
      return directory(children);
    }
  },
  /// All sizes which lie on the edge of a slot or a block, in many places.
  BY_CHANCE {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var random = new SplittableRandom(1);
      var children = new HashMap<String, ImageNode>();
      for (int i = 0; i < 3000; i++) {
        int length = random.nextInt(32) * 128 + 32 * random.nextInt(4) + random.nextInt(3) - 1;
        int name = 1 + random.nextInt(200);
        children.put(
            "n%d".formatted(i) + "-".repeat(name),
            switch (random.nextInt(4)) {
              case 0 -> directory(entries(random.nextInt(95)));
              case 1 -> ImageFile.of(owned(i * 100, 0), 1L << random.nextInt(53), "p" + i);
              default -> ImageSymlink.of(PLAIN, "t".repeat(Math.clamp(length, 1, 4095)));
            });
      }
      return directory(children);
    }
  },
  LONG_SYMLINKS {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int length : List.of(1, 100, 2000, 3000, 3967, 4031, 4032, 4063, 4064, 4065, 4095)) {
        children.put("plain-" + length, ImageSymlink.of(PLAIN, "t".repeat(length)));
        children.put("owned-" + length, ImageSymlink.of(owned(65536, 0), "t".repeat(length)));
      }
      children.put("text", ImageSymlink.of(PLAIN, "ä€𝄞".repeat(400)));
      return directory(children);
    }
  },
  /// Each prefix the format knows, some it does not, names that only look like one, and those of
  /// overlayfs.
  XATTR_NAMES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      List<String> names =
          List.of(
              "user.a",
              "user.",
              "trusted.a",
              "security.selinux",
              "security.capability",
              "system.posix_acl_access",
              "system.posix_acl_default",
              "system.posix_acl_accessory",
              "system.other",
              "lustre.a",
              "btrfs.a",
              "odd",
              "trusted.overlay.opaque",
              "trusted.overlay.metacopy",
              "trusted.overlay.overlay.opaque",
              "trusted.overlayed",
              "user.overlay.opaque",
              "user." + "n".repeat(250),
              "o".repeat(255));
      for (String name : names) {
        ImageAttributes one = with(Map.of(name, "value of " + name));
        children.put(name, ImageFile.empty(one));
        children.put("content " + children.size(), ImageFile.of(one, 9, "aa/" + children.size()));
      }
      var all = new HashMap<String, String>();
      names.forEach(name -> all.put(name, "all"));
      children.put("all", directory(with(all), Map.of()));
      return directory(with(Map.of("security.selinux", "label", "user.root", "")), children);
    }
  },
  /// The flag that says so needs but one of them.
  ACL {
    @Override
    ImageDirectory make() throws ImageLimitException {
      ImageAttributes acl = with(Map.of("system.posix_acl_default", "acl"));
      return directory(Map.of("d", directory(acl, Map.of())));
    }
  },
  /// A name that only begins like one does not count.
  NO_ACL {
    @Override
    ImageDirectory make() throws ImageLimitException {
      ImageAttributes other = with(Map.of("system.posix_acl_accessory", "no acl"));
      return directory(Map.of("d", directory(other, Map.of())));
    }
  },
  /// These values have the same hash in Java, and each is there once.
  SAME_HASHES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      return directory(
          Map.of(
              "a", ImageFile.empty(with(Map.of("user.x", "Aa"))),
              "b", ImageFile.empty(with(Map.of("user.x", "BB")))));
    }
  },
  /// Up to 128 are shared, the rest is not.
  SHARED_XATTRS {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int count : List.of(1, 2, 127, 128, 129, 200)) {
        var xattrs = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
          xattrs.put("user." + i, "v".repeat(i % 7));
        }
        children.put("empty-" + count, ImageFile.empty(with(xattrs)));
        children.put("directory-" + count, directory(with(xattrs), entries(3)));
        xattrs.put("user.only", "of " + count);
        children.put("content-" + count, ImageFile.of(with(xattrs), 9, "aa/bb"));
      }
      children.put("same-value", ImageFile.empty(with(Map.of("user.b", "v", "user.a", "v"))));
      children.put("same-name", ImageFile.empty(with(Map.of("user.b", "w", "user.a", "v"))));
      children.put("longer", ImageFile.empty(with(Map.of("user.b", "vv", "user.a", "w"))));
      children.put("again", ImageFile.empty(with(Map.of("user.b", "vv", "user.a", "w"))));
      for (String value : List.of("p", "q", "r", "s", "t")) {
        children.put("one " + value, ImageFile.empty(with(Map.of("user.c", value))));
        children.put("other " + value, ImageFile.empty(with(Map.of("user.c", value))));
      }
      children.put("once more", ImageFile.empty(with(Map.of("user.b", "v"))));
      children.put("more", ImageFile.empty(with(Map.of("user.b", "w", "user.a", "vv"))));
      return directory(children);
    }
  },
  LARGE_XATTRS {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int length : List.of(0, 1, 2, 3, 4, 2000, 4000, 4052, 8000, 32742)) {
        ImageAttributes one = with(Map.of("user.x", "x".repeat(length)));
        children.put("empty-" + length, ImageFile.empty(one));
        children.put("link-" + length, ImageSymlink.of(one, "target"));
        children.put("directory-" + length, directory(one, entries(60)));
        children.put("content-" + length, ImageFile.of(one, 9, "bb/" + length));
      }
      return directory(children);
    }
  },
  FILE_SIZES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (long size :
          List.of(
              1L,
              4095L,
              4096L,
              4097L,
              8192L,
              8193L,
              5L << 20,
              (1L << 32) - 1,
              1L << 32,
              (1L << 32) + 1,
              1L << 43,
              (1L << 43) + 1,
              1L << 48,
              1L << 52,
              (1L << 52) + 1,
              ImageFile.SIZE_BYTES_MAX - 1,
              ImageFile.SIZE_BYTES_MAX)) {
        children.put("of-" + size, file(size));
        children.put("owned-" + size, ImageFile.of(owned(1, 70000), size, "cc/" + size));
      }
      return directory(children);
    }
  },
  OWNERS_AND_MODES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int id : List.of(0, 1, 65535, 65536, Integer.MAX_VALUE, -1)) {
        children.put("user " + id, ImageFile.empty(owned(id, 0)));
        children.put("group " + id, ImageFile.empty(owned(0, id)));
        children.put("directory " + id, directory(owned(id, id), entries(2)));
      }
      for (int mode : List.of(0, 0644, 04755, 02755, 01777, 07777)) {
        ImageAttributes attributes = ImageAttributes.of(mode, 0, 0, List.of());
        children.put("file %o".formatted(mode), ImageFile.empty(attributes));
        children.put("directory %o".formatted(mode), directory(attributes, Map.of()));
        children.put("link %o".formatted(mode), ImageSymlink.of(attributes, "x"));
      }
      return directory(owned(70000, 5), children);
    }
  },
  ODD_NAMES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      List<String> names =
          List.of(
              "...",
              "..a",
              "..\u0001",
              ".a",
              ".-",
              "-",
              "!",
              " ",
              "a b",
              "\n",
              "\\",
              "=",
              "~",
              "ä",
              "\uffee",
              "𝄞",
              "Z",
              "n".repeat(255),
              "€".repeat(85),
              "with\ttab",
              "\u007f");
      for (String name : names) {
        children.put(name, file(1));
        children.put("d" + name.substring(Math.min(1, name.length() - 1)), directory(Map.of()));
      }
      children.put("sub", directory(children));
      return directory(children);
    }
  },
  DEEP {
    @Override
    ImageDirectory make() throws ImageLimitException {
      ImageDirectory deepest = directory(Map.of("end", file(3)));
      for (int i = 0; i < 900; i++) {
        deepest = directory(Map.of("d", deepest, "f" + i, ImageFile.empty(PLAIN)));
      }
      return deepest;
    }
  },
  /// All names which would be masked are there, some as something else than a directory.
  ALL_HEX_NAMES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (int i = 0; i < 256; i++) {
        ImageNode node = i % 3 == 0 ? file(i + 1) : i % 3 == 1 ? directory(entries(1)) : LINK;
        children.put("%02x".formatted(i), node);
      }
      return directory(children);
    }
  },
  SOME_HEX_NAMES {
    @Override
    ImageDirectory make() throws ImageLimitException {
      var children = new HashMap<String, ImageNode>();
      for (String name : List.of("00", "7f", "ff", "FE", "0", "000", "0g")) {
        children.put(name, ImageSymlink.of(PLAIN, name));
      }
      return directory(with(Map.of("security.selinux", "label", "user.x", "y")), children);
    }
  };

  static final ImageAttributes PLAIN = plain();
  private static final ImageNode LINK = link();

  abstract ImageDirectory make() throws ImageLimitException;

  private static ImageAttributes plain() {
    try {
      return ImageAttributes.of(0755, 0, 0, List.of());
    } catch (ImageLimitException e) {
      throw new AssertionError(e);
    }
  }

  private static ImageNode link() {
    try {
      return ImageSymlink.of(plain(), "x");
    } catch (ImageLimitException e) {
      throw new AssertionError(e);
    }
  }

  static ImageAttributes owned(int uid, int gid) throws ImageLimitException {
    return ImageAttributes.of(0644, uid, gid, List.of());
  }

  static ImageAttributes with(Map<String, String> xattrs) throws ImageLimitException {
    var converted = new ArrayList<ImageXattr>();
    for (var xattr : xattrs.entrySet()) {
      converted.add(
          ImageXattr.of(ImageDump.bytes(xattr.getKey()), ImageDump.bytes(xattr.getValue())));
    }
    return ImageAttributes.of(0644, 0, 0, converted);
  }

  static ImageDirectory directory(Map<String, ImageNode> children) throws ImageLimitException {
    return directory(PLAIN, children);
  }

  static ImageDirectory directory(ImageAttributes attributes, Map<String, ImageNode> children)
      throws ImageLimitException {
    return ImageDirectory.of(attributes, children);
  }

  static Map<String, ImageNode> entries(int count) {
    var entries = new HashMap<String, ImageNode>();
    for (int i = 0; i < count; i++) {
      entries.put("entry-%04d".formatted(i), ImageFile.empty(PLAIN));
    }
    return entries;
  }

  /// A file whose content could be anywhere.
  static ImageFile file(long size) throws ImageLimitException {
    Checksum name = Checksum.ofContent(ImageDump.bytes("name of " + size));
    Checksum digest = Checksum.ofContent(ImageDump.bytes("digest of " + size));
    String path = name.hex().substring(0, 2) + "/" + name.hex().substring(2) + ".file";
    return ImageFile.of(PLAIN, size, path).withDigest(digest);
  }
}
