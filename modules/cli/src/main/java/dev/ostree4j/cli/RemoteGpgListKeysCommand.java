// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKey;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.trust.RemoteKeyrings;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `remote gpg-list-keys`: the GPG keys that a remote may sign with, or without a name those that
/// every remote may which has none of its own.
final class RemoteGpgListKeysCommand implements Command {
  @Override
  public String name() {
    return "remote gpg-list-keys";
  }

  @Override
  public String synopsis() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "Show remote GPG keys";
  }

  @Override
  public void declare(OptionSet options) {
    // Nothing but what all commands have.
  }

  @Override
  public void run(Invocation call) throws IOException {
    RemoteKeyrings all = GpgChoice.keyrings(call);
    Optional<String> remote = call.argument(0);
    List<OpenPgpKeyring> keyrings =
        remote.isPresent() ? all.ofRemoteAlone(remote.get()) : all.global();
    if (keyrings.isEmpty()) {
      return;
    }
    for (OpenPgpKey key : OpenPgp.load().keys(keyrings)) {
      call.console().print(key.describe(ZoneId.systemDefault()));
    }
  }
}
