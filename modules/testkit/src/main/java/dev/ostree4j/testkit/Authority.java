// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An authority of `openssl`, with what it vouches for, as files `NAME.pem` and `NAME.key`.
///
/// @since 0.1
public final class Authority {
  private static final String[] EC = {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"};

  private final Path directory;
  private final String name;

  /// Makes one of this name in a directory, or skips the test where there is no `openssl`.
  public Authority(Path directory, String name) {
    ReferenceProgram.require("openssl");
    this.directory = directory;
    this.name = name;
    make(name, EC);
  }

  /// Vouches for somebody with a key of the usual kind.
  ///
  /// @param alternativeNames such as `IP:127.0.0.1`
  public Authority issue(String subject, String alternativeNames) {
    return issue(subject, alternativeNames, EC);
  }

  /// Vouches for somebody.
  ///
  /// @param alternativeNames such as `IP:127.0.0.1`
  /// @param key the kind of key, as `openssl req -newkey` takes it
  public Authority issue(String subject, String alternativeNames, String... key) {
    make(
        subject,
        key,
        "-CA",
        certificate().toString(),
        "-CAkey",
        key(name).toString(),
        "-addext",
        "subjectAltName=" + alternativeNames,
        "-addext",
        "basicConstraints=critical,CA:FALSE");
    return this;
  }

  private void make(String subject, String[] key, String... more) {
    var options = new ArrayList<>(List.of("-x509", "-days", "2", "-out"));
    options.add(certificate(subject).toString());
    options.addAll(List.of(more));
    request(subject, key, options.toArray(String[]::new));
  }

  /// Vouched for somebody until yesterday.
  public Authority issueExpired(String subject, String alternativeNames) {
    Path request = directory.resolve(subject + ".csr");
    request(
        subject, EC, "-out", request.toString(), "-addext", "subjectAltName=" + alternativeNames);
    var sign = new ArrayList<>(List.of("openssl", "x509", "-req", "-days", "-1"));
    sign.addAll(List.of("-copy_extensions", "copyall", "-in", request.toString()));
    sign.addAll(List.of("-CA", certificate().toString(), "-CAkey", key(name).toString()));
    sign.addAll(List.of("-out", certificate(subject).toString()));
    ReferenceProgram.succeed(sign);
    return this;
  }

  private void request(String subject, String[] key, String... more) {
    var command = new ArrayList<>(List.of("openssl", "req", "-new", "-newkey"));
    command.addAll(List.of(key));
    command.addAll(List.of("-nodes", "-subj", "/CN=" + subject, "-keyout"));
    command.add(key(subject).toString());
    command.addAll(List.of(more));
    ReferenceProgram.succeed(command);
  }

  /// The key in the form that programs wrote before PKCS #8.
  public Path oldKey(String subject) {
    Path old = directory.resolve(subject + ".old.key");
    String key = key(subject).toString();
    ReferenceProgram.succeed(
        List.of("openssl", "pkey", "-in", key, "-traditional", "-out", old.toString()));
    return old;
  }

  /// The certificate of the authority itself.
  public Path certificate() {
    return certificate(name);
  }

  /// The certificate of somebody it vouches for.
  public Path certificate(String subject) {
    return directory.resolve(subject + ".pem");
  }

  /// The key to that certificate.
  public Path key(String subject) {
    return directory.resolve(subject + ".key");
  }
}
