// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;
import java.util.List;
import java.util.Optional;

/// Reads values of a configuration, with their defaults.
///
/// Numbers are read as C reads them: what stands before the first other character counts, and a
/// text without digits is 0. Existing configurations rely on that, so refusing them would lock
/// users out.
final class ConfigReader {
  private final KeyFile file;

  ConfigReader(KeyFile file) {
    this.file = file;
  }

  boolean truth(String group, String key, boolean whenAbsent) throws KeyFileException {
    return file.findBoolean(group, key).orElse(whenAbsent);
  }

  Optional<Boolean> truth(String group, String key) throws KeyFileException {
    return file.findBoolean(group, key);
  }

  /// The value as it stands there; escapes mean nothing in names and numbers.
  Optional<String> text(String group, String key) {
    return file.findRaw(group, key);
  }

  List<String> list(String group, String key) throws KeyFileException {
    return file.findStrings(group, key).orElse(List.of());
  }

  /// A number of up to 64 bits; one that is negative is what it is as an unsigned number.
  long number(String group, String key, long whenAbsent) {
    Optional<String> text = text(group, key);
    return text.isPresent() ? number(text.get()) : whenAbsent;
  }

  RepoConfig.TriState triState(String group, String key, RepoConfig.TriState whenAbsent)
      throws RepoException.InvalidConfig {
    Optional<String> text = text(group, key);
    if (text.isEmpty()) {
      return whenAbsent;
    }
    return switch (text.get()) {
      case "yes", "true", "1" -> RepoConfig.TriState.YES;
      case "no", "false", "0" -> RepoConfig.TriState.NO;
      case "maybe" -> RepoConfig.TriState.MAYBE;
      default ->
          throw new RepoException.InvalidConfig(
              "Invalid tri-state value '" + text.get() + "' for " + group + "." + key);
    };
  }

  private static long number(String text) {
    boolean negative = text.startsWith("-");
    long value = 0;
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }
}
