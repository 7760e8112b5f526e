// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Resolves symlinks beneath a directory where the kernel cannot do it.
///
/// The result is a path without symlinks, which whoever opens it refuses to follow should one
/// appear meanwhile.
final class LinkWalk {
  /// The limit that Linux has.
  private static final int LINKS_MAX = 40;

  private final Kernel kernel;
  private final Descriptor root;
  private final String path;
  private final List<String> done = new ArrayList<>();
  private final Deque<String> todo = new ArrayDeque<>();

  private LinkWalk(Kernel kernel, Descriptor root, String path) {
    this.kernel = kernel;
    this.root = root;
    this.path = path;
  }

  /// The path that this path leads to.
  static String resolve(Kernel kernel, Descriptor root, String path) throws IOException {
    PathRules.check(Call.OPENAT, path);
    return new LinkWalk(kernel, root, path).walk();
  }

  private String walk() throws IOException {
    int links = 0;
    push(path);
    while (!todo.isEmpty()) {
      String name = todo.pop();
      if (name.equals("..")) {
        if (done.isEmpty()) {
          throw refusal(Errno.EXDEV);
        }
        done.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        done.add(name);
        Optional<FileStatus> status = kernel.findStatus(root, String.join("/", done));
        if (status.isPresent() && status.get().isSymlink()) {
          if (++links > LINKS_MAX) {
            throw refusal(Errno.ELOOP);
          }
          follow();
        }
      }
    }
    return done.isEmpty() ? "." : String.join("/", done);
  }

  private void follow() throws IOException {
    String target = kernel.readLink(root, String.join("/", done));
    if (target.startsWith("/")) {
      throw refusal(Errno.EXDEV);
    }
    done.removeLast();
    push(target);
  }

  private void push(String components) {
    int end = components.length();
    while (end >= 0) {
      int slash = components.lastIndexOf('/', end - 1);
      todo.push(components.substring(slash + 1, end));
      end = slash;
    }
  }

  private IOException refusal(int errno) {
    return SyscallErrors.of(Call.OPENAT.label, path, errno);
  }
}
