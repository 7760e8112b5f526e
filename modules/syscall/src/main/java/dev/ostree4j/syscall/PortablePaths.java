// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Turns relative names into paths beneath a directory.
///
/// Each parent is looked at before it is walked through. Unlike on Linux there is time between the
/// look and the use: this protects against links that are there, not against somebody who plants
/// one at the right moment.
final class PortablePaths {
  private static final int NAME_BYTES_MAX = 255;

  private PortablePaths() {}

  /// The path of a name beneath an open directory, all parents of which are real directories.
  static Path resolve(Call call, Descriptor at, String path) throws IOException {
    PathRules.check(call, path);
    Path current = PortableDescriptor.of(at).path();
    int start = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      current = child(call, current, path, path.substring(start, slash));
      checkDirectory(call, current, path);
      start = slash + 1;
    }
    return child(call, current, path, path.substring(start));
  }

  private static void checkDirectory(Call call, Path directory, String path) throws IOException {
    BasicFileAttributes found =
        PortableErrors.run(
            call,
            path,
            () ->
                Files.readAttributes(
                    directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    if (found.isSymbolicLink()) {
      throw PortableErrors.error(call, path, Errno.ELOOP);
    }
    if (!found.isDirectory()) {
      throw PortableErrors.error(call, path, Errno.ENOTDIR);
    }
  }

  private static Path child(Call call, Path directory, String path, String name)
      throws IOException {
    if (name.equals(".")) {
      return directory;
    }
    if (!FileNames.isUnicode(name)) {
      throw PortableErrors.error(call, path, Errno.EOPNOTSUPP);
    }
    if (name.length() * 3 > NAME_BYTES_MAX && FileNames.encode(name).length > NAME_BYTES_MAX) {
      throw PortableErrors.error(call, path, Errno.ENAMETOOLONG);
    }
    Path child = null;
    try {
      child = directory.resolve(name);
    } catch (InvalidPathException unknownHere) {
      // Told below, like a name that means more than a name to this file system: with a drive or
      // with another separator in it.
    }
    if (child == null || !directory.equals(child.getParent())) {
      throw PortableErrors.error(call, path, Errno.EINVAL);
    }
    return child;
  }
}
