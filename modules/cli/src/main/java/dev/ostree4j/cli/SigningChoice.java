// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.sign.spi.SignatureEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How and with what a command signs: the options `--sign-type`, `--sign`, and a file of keys.
final class SigningChoice {
  private static final String DEFAULT_TYPE = "ed25519";

  private SigningChoice() {}

  /// The engines there are in these surroundings.
  static SignatureEngines engines(Surroundings surroundings) {
    return surroundings.variable(SignatureEngines.DUMMY_VARIABLE).isPresent()
        ? SignatureEngines.withDummy()
        : SignatureEngines.standard();
  }

  /// The engine that was chosen.
  static SignatureEngine engine(Invocation call, TextOption type) throws IOException {
    return engines(call.surroundings()).resolve(type.value().orElse(DEFAULT_TYPE));
  }

  /// Signers with the keys that were written on the command line, and with those in files.
  static List<Signer> signers(
      Invocation call, TextOption type, List<String> keys, List<String> files) throws IOException {
    if (keys.isEmpty() && files.isEmpty()) {
      return List.of();
    }
    SignatureEngine engine = engine(call, type);
    var signers = new ArrayList<Signer>();
    for (String key : keys) {
      signers.add(engine.signer(key));
    }
    for (String file : files) {
      signers.addAll(Signer.fromFile(engine, call.path(file)));
    }
    return signers;
  }
}
