// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import dev.ostree4j.syscall.FileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The path of a request, free of tricks.
///
/// @param components its names, decoded; none is empty, `.` or `..`, none holds a slash or a NUL
/// @param slash whether a slash ends it
record RequestPath(List<String> components, boolean slash) {
  private static final String PLAIN = "-._~!$&'()*+,;=:@";

  /// Parses; nothing for a path which tries to climb, or is broken.
  ///
  /// @param raw as in the request line
  static Optional<RequestPath> parse(@Nullable String raw) {
    if (raw == null || !raw.startsWith("/")) {
      return Optional.empty();
    }
    var components = new ArrayList<String>();
    for (String part : raw.split("/", -1)) {
      String name = decode(part);
      if (name == null || name.equals("..") || name.indexOf('/') >= 0 || name.indexOf(0) >= 0) {
        return Optional.empty();
      }
      if (!name.isEmpty() && !name.equals(".")) {
        components.add(name);
      }
    }
    return Optional.of(new RequestPath(List.copyOf(components), raw.endsWith("/")));
  }

  private static @Nullable String decode(String part) {
    byte[] bytes = new byte[part.length()];
    int length = 0;
    for (int i = 0; i < part.length(); i++) {
      int value = part.charAt(i);
      if (value == '%') {
        if (i + 2 >= part.length()) {
          return null;
        }
        int high = Character.digit(part.charAt(i + 1), 16);
        int low = Character.digit(part.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          return null;
        }
        value = high * 16 + low;
        i += 2;
      } else if (value >= 0x80) {
        return null;
      }
      bytes[length++] = (byte) value;
    }
    return FileNames.decode(bytes, 0, length);
  }

  /// The path below the root; empty for the root itself.
  String relative() {
    return String.join("/", components);
  }

  /// For people.
  String shown() {
    return "/" + relative() + (slash && !components.isEmpty() ? "/" : "");
  }

  /// The address of the directory that this names: absolute on this server, never on another.
  String asDirectory() {
    var text = new StringBuilder("/");
    for (String name : components) {
      for (byte b : FileNames.encode(name)) {
        if (b > 0 && (Character.isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0)) {
          text.append((char) b);
        } else {
          text.append('%').append("%02X".formatted(b & 0xff));
        }
      }
      text.append('/');
    }
    return text.toString();
  }
}
