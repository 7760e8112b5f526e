// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.testkit.ReferenceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An authority of `openssl`, with what it vouches for, as files `NAME.pem` and `NAME.key`.
final class Authority {
  private final Path directory;
  private final String name;

  /// Makes one, or skips the test where there is no `openssl`.
  Authority(Path directory, String name) {
    ReferenceProgram.require("openssl");
    this.directory = directory;
    this.name = name;
    make(name);
  }

  /// Vouches for a server or a client.
  ///
  /// @param alternativeName such as `IP:127.0.0.1`
  Authority issue(String subject, String alternativeName) {
    make(
        subject,
        "-CA",
        certificate(name).toString(),
        "-CAkey",
        key(name).toString(),
        "-addext",
        "subjectAltName=" + alternativeName,
        "-addext",
        "basicConstraints=critical,CA:FALSE");
    return this;
  }

  private void make(String subject, String... more) {
    var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-days", "2", "-nodes"));
    command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(List.of("-subj", "/CN=" + subject, "-keyout", key(subject).toString()));
    command.addAll(List.of("-out", certificate(subject).toString()));
    command.addAll(List.of(more));
    ReferenceProgram.succeed(command);
  }

  Path certificate(String subject) {
    return directory.resolve(subject + ".pem");
  }

  Path key(String subject) {
    return directory.resolve(subject + ".key");
  }
}
