// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The engines that there are to choose from. Immutable.
///
/// @since 0.1
public final class SignatureEngines {
  /// The variable of the environment that lets the dummy engine work.
  public static final String DUMMY_VARIABLE = "OSTREE_DUMMY_SIGN_ENABLED";

  private final List<SignatureEngine> engines;

  private SignatureEngines(List<SignatureEngine> engines) {
    this.engines = List.copyOf(engines);
  }

  /// The built-in ones: `ed25519`, `spki`, and `dummy`, which neither signs nor verifies here.
  public static SignatureEngines standard() {
    return of(false);
  }

  /// The built-in ones with `dummy` at work, for tests.
  public static SignatureEngines withDummy() {
    return of(true);
  }

  /// The built-in ones; `dummy` works when [#DUMMY_VARIABLE] is set in the environment of this
  /// process.
  public static SignatureEngines ofProcess() {
    return of(System.getenv(DUMMY_VARIABLE) != null);
  }

  private static SignatureEngines of(boolean dummy) {
    return new SignatureEngines(
        List.of(new Ed25519Engine(), new SpkiEngine(), new DummyEngine(dummy)));
  }

  /// With this engine, in place of one of its name.
  public SignatureEngines with(SignatureEngine engine) {
    var changed = new ArrayList<>(engines);
    changed.removeIf(old -> old.name().equals(engine.name()));
    changed.add(engine);
    return new SignatureEngines(changed);
  }

  /// All of them; stands for `ostree_sign_get_all`.
  public List<SignatureEngine> all() {
    return engines;
  }

  /// The engine of this name.
  public Optional<SignatureEngine> find(String name) {
    return engines.stream().filter(engine -> engine.name().equals(name)).findFirst();
  }

  /// The engine of this name; stands for `ostree_sign_get_by_name`.
  ///
  /// @throws SignException.UnknownEngine when there is none
  public SignatureEngine resolve(String name) throws SignException.UnknownEngine {
    Optional<SignatureEngine> engine = find(name);
    if (engine.isEmpty()) {
      throw new SignException.UnknownEngine(
          name, engines.stream().map(SignatureEngine::name).toList());
    }
    return engine.get();
  }
}
