// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpSigner;
import dev.ostree4j.trust.RemoteKeyrings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// With which GPG keys a command signs, the options `--gpg-sign` and `--gpg-homedir`, and by which
/// ones it judges.
final class GpgChoice {
  private GpgChoice() {}

  /// Signers with these keys, which `gpg` keeps in this home directory or in its own.
  static List<OpenPgpSigner> signers(Invocation call, List<String> keys, TextOption home)
      throws IOException {
    List<OpenPgpSigner> signers = new ArrayList<>();
    for (String key : keys) {
      signers.add(OpenPgp.load().signer(key, home(call, home)));
    }
    return signers;
  }

  static Optional<Path> home(Invocation call, TextOption home) {
    return home.value().map(call::path);
  }

  /// The key rings of the remotes of the repository, in these surroundings.
  static RemoteKeyrings keyrings(Invocation call) {
    return RemoteKeyrings.of(call.repo())
        .withGlobalDirectory(
            RemoteKeyrings.globalDirectory(call.variable(RemoteKeyrings.GLOBAL_VARIABLE)))
        .withWorkingDirectory(call.surroundings().directory());
  }
}
