// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.sign.SignException;
import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.Verifier;
import dev.ostree4j.sign.spi.SignatureEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers the keys of a remote: `verification-ENGINE-key` and `verification-ENGINE-file`, or those
/// of the machine where a remote has none. What the machine revokes counts in any case.
///
/// @param remotes where the options are
/// @param remote the name of the remote
/// @param engines the engines to choose from
/// @param directories where the machine has its keys
record RemoteVerifiers(
    RemoteStore remotes, String remote, SignatureEngines engines, List<Path> directories) {
  List<Verifier> load(SignDemand demand) throws IOException {
    var verifiers = new ArrayList<Verifier>();
    switch (demand) {
      case SignDemand.Nothing _ -> {}
      case SignDemand.AnyEngine _ -> {
        for (SignatureEngine engine : engines.all()) {
          Verifier own = own(engine);
          verifiers.add(own.hasKeys() ? own : withDirectories(own));
        }
      }
      case SignDemand.Engines(var names) -> {
        for (String name : names) {
          verifiers.add(required(engines.resolve(name)));
        }
      }
    }
    return List.copyOf(verifiers);
  }

  private Verifier required(SignatureEngine engine) throws IOException {
    Verifier own = own(engine);
    if (!own.hasKeys()) {
      throw new TrustException.KeysMissing(
          engine.name(),
          "No keys found for required signapi type "
              + engine.name()
              + "; set verification-"
              + engine.name()
              + "-key or -file of remote \""
              + remote
              + "\"");
    }
    return own;
  }

  private Verifier own(SignatureEngine engine) throws IOException {
    String prefix = "verification-" + engine.name();
    Verifier verifier = Verifier.of(engine);
    Optional<String> file = remotes.option(remote, prefix + "-file");
    if (file.isPresent()) {
      verifier = withFile(verifier, Path.of(file.get()));
    }
    Optional<String> key = remotes.option(remote, prefix + "-key");
    if (key.isPresent()) {
      verifier = withKey(verifier, key.get());
    }
    for (Path directory : directories) {
      verifier = verifier.withRevocations(directory);
    }
    return verifier;
  }

  private static Verifier withFile(Verifier verifier, Path file) throws IOException {
    try {
      return verifier.withKeyFile(file);
    } catch (IOException e) {
      String engine = verifier.engine().name();
      throw new TrustException.KeysMissing(
          engine, "Failed loading '" + engine + "' keys from '" + file + "': " + e.getMessage(), e);
    }
  }

  private static Verifier withKey(Verifier verifier, String key) throws IOException {
    try {
      return verifier.withKey(key);
    } catch (SignException.InvalidKey e) {
      String engine = verifier.engine().name();
      throw new TrustException.KeysMissing(
          engine,
          "Failed loading '" + engine + "' keys from inline `verification-key`: " + e.getMessage(),
          e);
    }
  }

  private Verifier withDirectories(Verifier verifier) throws IOException {
    Verifier result = verifier;
    for (Path directory : directories) {
      result = result.withKeyDirectory(directory);
    }
    return result;
  }
}
