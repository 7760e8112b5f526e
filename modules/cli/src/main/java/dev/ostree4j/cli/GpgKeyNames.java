// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// GPG keys that somebody named: the fingerprints of those that `gpg` knows, and the ends of the
/// fingerprints of the others.
///
/// @param ends in upper-case hexadecimal
record GpgKeyNames(List<String> ends) {
  private static final int SHORTEST = 8;

  static GpgKeyNames of(List<String> keyIds, Optional<Path> home) throws IOException {
    List<String> ends = new ArrayList<>();
    for (String keyId : keyIds) {
      String digits = keyId.toUpperCase(Locale.ROOT);
      digits = digits.startsWith("0X") ? digits.substring(2) : digits;
      if (digits.length() >= SHORTEST && digits.matches("[0-9A-F]*")) {
        ends.add(digits);
      }
      ends.addAll(fingerprints(keyId, home));
    }
    return new GpgKeyNames(ends);
  }

  private static List<String> fingerprints(String keyId, Optional<Path> home) throws IOException {
    List<String> fingerprints = new ArrayList<>();
    try {
      OpenPgp engine = OpenPgp.load();
      List<OpenPgpKey> keys = engine.keys(List.of(engine.homeKeyring(Set.of(keyId), home)));
      if (keys.size() > 1) {
        // Who of them is meant is not ours to guess; the C program takes none.
        return fingerprints;
      }
      for (OpenPgpKey key : keys) {
        fingerprints.add(key.fingerprint());
        key.subkeys().forEach(subkey -> fingerprints.add(subkey.fingerprint()));
      }
    } catch (OpenPgpException.KeyNotFound unknown) {
      // Its signatures may still bear the name as it was given.
      return fingerprints;
    }
    return fingerprints;
  }

  boolean include(String fingerprint) {
    return ends.stream().anyMatch(end -> fingerprint.endsWith(end) || end.endsWith(fingerprint));
  }
}
