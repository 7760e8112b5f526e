// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.repo.RepoException;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// `remote gpg-import`: lets a remote sign with GPG keys.
final class RemoteGpgImportCommand implements Command {
  private final TextListOption keyring =
      new TextListOption("keyring", 'k', "FILE", "Take the keys from this file");
  private final FlagOption stdin = new FlagOption("stdin", "Take the keys from standard input");

  @Override
  public String name() {
    return "remote gpg-import";
  }

  @Override
  public String synopsis() {
    return "NAME [KEY-ID...]";
  }

  @Override
  public String summary() {
    return "Import GPG keys";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(keyring, stdin);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String remote = call.argument(0, "NAME must be specified");
    List<String> keyIds = call.arguments().subList(1, call.arguments().size());
    if (keyring.isSet() && stdin.isSet()) {
      throw CommandException.usage("--keyring and --stdin are mutually exclusive");
    }
    importKeys(call, remote, sources(call, keyIds), keyIds);
  }

  private List<OpenPgpKeyring> sources(Invocation call, List<String> keyIds) throws IOException {
    if (stdin.isSet()) {
      byte[] bytes = call.console().input().readNBytes(OpenPgpKeyring.MAX_BYTES + 1);
      return List.of(OpenPgpKeyring.of("standard input", bytes));
    }
    if (!keyring.isSet()) {
      return List.of(OpenPgp.load().homeKeyring(new HashSet<>(keyIds), Optional.empty()));
    }
    List<OpenPgpKeyring> sources = new ArrayList<>();
    for (String file : keyring.values()) {
      sources.add(read(call.path(file)));
    }
    return sources;
  }

  /// The keys in a file of the command line.
  static OpenPgpKeyring read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw notOpened(file, "Is a directory");
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(OpenPgpKeyring.MAX_BYTES + 1);
    } catch (FileSystemException e) {
      throw notOpened(file, ErrorText.reason(e));
    }
    return OpenPgpKeyring.of(file.toString(), bytes);
  }

  private static CommandException notOpened(Path file, String reason) {
    return new CommandException("Error opening file " + file.toAbsolutePath() + ": " + reason);
  }

  /// Adds keys and says how many were new.
  static void importKeys(
      Invocation call, String remote, List<OpenPgpKeyring> sources, List<String> keyIds)
      throws IOException {
    int count = count(call, remote, sources, keyIds);
    call.console()
        .println(
            "Imported "
                + count
                + " GPG key"
                + (count == 1 ? "" : "s")
                + " to remote \""
                + remote
                + "\"");
  }

  private static int count(
      Invocation call, String remote, List<OpenPgpKeyring> sources, List<String> keyIds)
      throws IOException {
    try {
      return GpgChoice.keyrings(call).importKeys(OpenPgp.load(), remote, sources, keyIds);
    } catch (RepoException.InvalidRemote e) {
      throw new CommandException("GPG: " + e.getMessage());
    } catch (OpenPgpException.Malformed e) {
      throw new CommandException("GPG: Unable to export keys: " + e.getMessage());
    }
  }
}
