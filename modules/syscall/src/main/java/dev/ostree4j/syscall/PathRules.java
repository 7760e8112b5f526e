// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;

/// What a relative path may look like, whichever kernel gets it.
///
/// The kernel would follow a symlink named with a trailing slash even where it is told not to, and
/// a `..` where `openat2` is missing; both are refused here, before anything is asked.
final class PathRules {
  private PathRules() {}

  /// Refuses a bad path; the position of the last slash, or −1 when the path is a single name.
  static int check(Call call, String path) throws IOException {
    int start = 0;
    int length = path.length();
    if (length == 0) {
      throw SyscallErrors.of(call.label, path, Errno.ENOENT);
    }
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      if (c == '/') {
        checkComponent(call, path, start, i);
        start = i + 1;
      } else if (c == 0) {
        throw new IllegalArgumentException("a path cannot hold NUL");
      }
    }
    checkComponent(call, path, start, length);
    return start - 1;
  }

  private static void checkComponent(Call call, String path, int start, int end)
      throws IOException {
    int length = end - start;
    if (length == 0) {
      int errno = start == 0 ? Errno.EXDEV : Errno.EINVAL;
      throw SyscallErrors.of(call.label, path, errno);
    }
    if (length == 2 && path.charAt(start) == '.' && path.charAt(start + 1) == '.') {
      throw SyscallErrors.of(call.label, path, Errno.EXDEV);
    }
  }
}
