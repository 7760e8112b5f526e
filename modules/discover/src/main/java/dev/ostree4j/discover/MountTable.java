// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The kernel's table of mounts.
///
/// ```text
/// 36 35 98:0 / /run/media/me/USB\040STICK rw,nosuid shared:1 - vfat /dev/sda1 rw
///            └ root of the mount in its file system; then where it is mounted
/// ```
final class MountTable implements Volumes {
  private static final List<Path> FOR_PEOPLE = List.of(Path.of("/media"), Path.of("/run/media"));
  private static final int ROOT = 3;
  private static final int POINT = 4;

  private final Path table;

  MountTable(Path table) {
    this.table = table;
  }

  @Override
  public List<Path> mounted() throws IOException {
    var points = new ArrayList<Path>();
    for (String line : Files.readAllLines(table, StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(" ");
      // A part of a file system that is mounted elsewhere, too, is no medium.
      if (fields.length > POINT && fields[ROOT].equals("/")) {
        Path point = Path.of(unescape(fields[POINT]));
        if (FOR_PEOPLE.stream().anyMatch(above -> isBelow(point, above))) {
          points.add(point);
        }
      }
    }
    return points;
  }

  private static boolean isBelow(Path point, Path above) {
    return point.startsWith(above) && !point.equals(above);
  }

  /// A blank, a tab, a line feed and a backslash are written as `\` and three octal digits.
  private static String unescape(String field) {
    byte[] bytes = field.getBytes(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean escaped = bytes[i] == '\\' && i + 3 < bytes.length;
      bytes[length++] =
          escaped ? (byte) Integer.parseInt(field.substring(i + 1, i + 4), 8) : bytes[i];
      i += escaped ? 3 : 0;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
