// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.SignedSuperblock;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Verdict;
import dev.ostree4j.sign.Verifier;
import java.io.IOException;
import java.util.List;

/// Whose deltas are trusted: the options `--sign-type`, `--keys-file`, `--keys-dir`, and keys
/// among the arguments.
final class DeltaTrust {
  private final TextOption signType =
      new TextOption("sign-type", "NAME", "What kind of keys: ed25519 (default), spki, dummy");
  private final TextOption keysFile = new TextOption("keys-file", "NAME", "Trust the keys in here");
  private final TextOption keysDir =
      new TextOption("keys-dir", "NAME", "Use the keys trusted and revoked in here");

  void declare(OptionSet options) {
    options.add(signType, keysFile, keysDir);
  }

  /// Whether any key was given.
  boolean isGiven(List<String> keys) {
    return !keys.isEmpty() || keysFile.isSet() || keysDir.isSet();
  }

  /// Refuses a type that nobody knows, also where nothing is verified: it is a mistake.
  void requireKnownType(Invocation call) throws IOException {
    if (signType.isSet()) {
      SigningChoice.engine(call, signType);
    }
  }

  /// Who made the delta.
  ///
  /// @param keys those among the arguments
  Verdict judge(Invocation call, DeltaFiles delta, List<String> keys) throws IOException {
    Verifier verifier = verifier(call, keys);
    SignedSuperblock signed =
        delta.signed().orElseThrow(() -> new CommandException("no signatures in static-delta"));
    return verifier.verify(signed.superblock(), SignedMetadata.of(signed.signatures()));
  }

  private Verifier verifier(Invocation call, List<String> keys) throws IOException {
    Verifier verifier = Verifier.of(SigningChoice.engine(call, signType));
    for (String key : keys) {
      verifier = verifier.withKey(key);
    }
    if (keysFile.isSet()) {
      verifier = verifier.withKeyFile(call.path(keysFile.value().orElseThrow()));
    }
    if (keysDir.isSet()) {
      verifier = verifier.withKeyDirectory(call.path(keysDir.value().orElseThrow()));
    }
    return isGiven(keys) ? verifier : verifier.withSystemKeys();
  }
}
