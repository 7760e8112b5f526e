// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static dev.ostree4j.testkit.ReferenceProgram.succeed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A home directory of the real `gpg`, and keys in it that were made in the past, for tests.
final class GpgHome {
  private static final String THEN = "20260101T000000!";

  private final Path path;

  private GpgHome(Path path) {
    this.path = path;
  }

  static GpgHome create(Path directory) throws IOException {
    var onlyOwner = PosixFilePermissions.fromString("rwx------");
    return new GpgHome(
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(onlyOwner)));
  }

  Path path() {
    return path;
  }

  /// Makes a key; `usage` is what `gpg` calls it, `expires` when it ends.
  GpgHome key(String user, String algorithm, String usage, String expires) {
    gpg("--faked-system-time", THEN, "--quick-gen-key", user, algorithm, usage, expires);
    return this;
  }

  GpgHome subkey(String user, String expires) {
    gpg(
        "--faked-system-time",
        THEN,
        "--quick-add-key",
        fingerprint(user),
        "ed25519",
        "sign",
        expires);
    return this;
  }

  String fingerprint(String user) {
    return gpg("--with-colons", "--list-keys", user)
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":", -1)[9])
        .findFirst()
        .orElseThrow();
  }

  /// Takes a key back, with the certificate which `gpg` made beforehand.
  GpgHome revoke(String user) throws IOException {
    Path made = path.resolve("openpgp-revocs.d/" + fingerprint(user) + ".rev");
    Path usable = Files.createTempFile(path, "revocation", ".asc");
    Files.writeString(usable, Files.readString(made).replace(":-----BEGIN", "-----BEGIN"));
    gpg("--import", usable.toString());
    return this;
  }

  void export(Path file, String... users) {
    var arguments = new ArrayList<>(List.of("--yes", "--output", file.toString(), "--export"));
    arguments.addAll(List.of(users));
    gpg(arguments.toArray(String[]::new));
  }

  /// Signs a file at a time in the past; what it writes is binary.
  void sign(Path file, Path signature, String user, String... more) {
    var arguments = new ArrayList<>(List.of("--faked-system-time", "20260105T000000!"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--local-user", user, "--output", signature.toString()));
    arguments.addAll(List.of("--detach-sign", file.toString()));
    gpg(arguments.toArray(String[]::new));
  }

  String gpg(String... arguments) {
    var command = new ArrayList<>(List.of("gpg", "--homedir", path.toString(), "--batch"));
    command.addAll(List.of("--quiet", "--no-tty", "--pinentry-mode", "loopback"));
    command.addAll(List.of("--passphrase", ""));
    command.addAll(List.of(arguments));
    return succeed(command);
  }

  /// Ends the agent that `gpg` started.
  void close() {
    succeed(List.of("gpgconf", "--homedir", path.toString(), "--kill", "gpg-agent"));
  }
}
