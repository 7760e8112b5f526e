// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.syscall.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The words of the command line, free of what the locale did to them.
///
/// The JVM decodes its arguments in the encoding of the locale, so that under `LC_ALL=C` every
/// letter beyond ASCII is lost. The kernel still has the bytes.
final class Arguments {
  private Arguments() {}

  static List<String> ofProcess(String[] decoded) {
    for (String word : decoded) {
      if (!isAscii(word)) {
        return fromKernel(decoded);
      }
    }
    return List.of(decoded);
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static List<String> fromKernel(String[] decoded) {
    try {
      List<String> all = split(Files.readAllBytes(Path.of("/proc/self/cmdline")));
      // What precedes are the words for the JVM.
      return all.size() < decoded.length
          ? List.of(decoded)
          : all.subList(all.size() - decoded.length, all.size());
    } catch (IOException e) {
      return List.of(decoded);
    }
  }

  /// Splits at NUL and decodes UTF-8; a byte that is none becomes the lone surrogate U+DC00 + byte.
  static List<String> split(byte[] bytes) {
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        words.add(FileNames.decode(bytes, start, i - start));
        start = i + 1;
      }
    }
    return words;
  }
}
