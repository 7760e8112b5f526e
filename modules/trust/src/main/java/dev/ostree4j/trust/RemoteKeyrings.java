// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpImport;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which OpenPGP keys a remote may sign with.
///
/// ```text
///   the file NAME.trustedkeys.gpg      of the repository, else of the directory of remotes
///   what `gpgkeypath` of it names      files and directories of keys
///   the global directory               only when there is no NAME.trustedkeys.gpg
/// ```
///
/// @since 0.1
public final class RemoteKeyrings {
  /// The variable of the environment that names another global directory.
  public static final String GLOBAL_VARIABLE = "OSTREE_GPG_HOME";

  private static final Path GLOBAL = Path.of("/usr/share/ostree/trusted.gpg.d");
  private static final String KEY_PATHS = "gpgkeypath";

  private final Repo repo;
  private final Path global;
  private final Path workingDirectory;

  private RemoteKeyrings(Repo repo, Path global, Path workingDirectory) {
    this.repo = repo;
    this.global = global;
    this.workingDirectory = workingDirectory;
  }

  /// Those of the remotes of this repository, with the global directory that the environment names.
  public static RemoteKeyrings of(Repo repo) {
    return new RemoteKeyrings(
        repo, globalDirectory(Optional.ofNullable(System.getenv(GLOBAL_VARIABLE))), Path.of(""));
  }

  /// The global directory for this value of [#GLOBAL_VARIABLE].
  public static Path globalDirectory(Optional<String> variable) {
    return variable.map(Path::of).orElse(GLOBAL);
  }

  /// With this global directory; it need not exist.
  public RemoteKeyrings withGlobalDirectory(Path directory) {
    return new RemoteKeyrings(repo, directory, workingDirectory);
  }

  /// With another directory than that of the process, from which relative paths are seen.
  public RemoteKeyrings withWorkingDirectory(Path directory) {
    return new RemoteKeyrings(repo, global, directory);
  }

  /// What this remote is judged by.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  /// @throws IOException when something that `gpgkeypath` names is not there or cannot be read
  public List<OpenPgpKeyring> ofRemote(String remote) throws IOException {
    List<OpenPgpKeyring> keyrings = new ArrayList<>(ofRemoteAlone(remote));
    if (own(remote).isEmpty()) {
      keyrings.addAll(global());
    }
    return keyrings;
  }

  /// The same without the global directory: what was said for this remote; stands for
  /// `ostree_repo_remote_get_gpg_keys`.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  /// @throws IOException when something that `gpgkeypath` names is not there or cannot be read
  public List<OpenPgpKeyring> ofRemoteAlone(String remote) throws IOException {
    List<OpenPgpKeyring> keyrings = new ArrayList<>();
    own(remote).ifPresent(keyrings::add);
    for (String path : keyPaths(remote)) {
      keyrings.addAll(KeyringFiles.pathOf(workingDirectory, path));
    }
    return keyrings;
  }

  private Optional<OpenPgpKeyring> own(String remote) throws IOException {
    Optional<byte[]> bytes = repo.remotes().findKeyring(remote);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(OpenPgpKeyring.of(remote + ".trustedkeys.gpg", bytes.get()));
  }

  private List<String> keyPaths(String remote) throws IOException {
    Optional<String> value = repo.remotes().option(remote, KEY_PATHS);
    if (value.isEmpty()) {
      return List.of();
    }
    String text = value.get();
    if (text.indexOf(',') >= 0 && text.indexOf(';') >= 0) {
      throw new RepoException.InvalidRemote("key value list contains more than one separator");
    }
    List<String> paths = new ArrayList<>(List.of(text.split("[,;]", -1)));
    // What stands behind the last separator is no entry when it is empty.
    if (paths.size() > 1 && paths.getLast().isEmpty()) {
      paths.removeLast();
    }
    return paths;
  }

  /// The key rings of all remotes and of the global directory: whom this repository knows at all.
  public List<OpenPgpKeyring> ofAll() throws IOException {
    List<OpenPgpKeyring> keyrings = new ArrayList<>();
    for (String remote : repo.remotes().list()) {
      own(remote).ifPresent(keyrings::add);
    }
    keyrings.addAll(global());
    return keyrings;
  }

  /// The key rings of the global directory.
  public List<OpenPgpKeyring> global() throws IOException {
    return KeyringFiles.ifPresent(workingDirectory.resolve(global));
  }

  /// The key rings of some directory: its files `*.gpg` which are no databases of trust and hold no
  /// secret keys.
  ///
  /// @throws IOException when it is not there or cannot be read
  public List<OpenPgpKeyring> directory(Path directory) throws IOException {
    return KeyringFiles.ofDirectory(workingDirectory.resolve(directory));
  }

  /// Adds keys to the key ring of a remote; stands for `ostree_repo_remote_gpg_import`.
  ///
  /// @param engine what understands the keys
  /// @param sources where they are
  /// @param keyIds which of them; all when empty
  /// @return how many are new there
  /// @throws RepoException.InvalidRemote when there is no such remote
  public int importKeys(
      OpenPgp engine, String remote, List<OpenPgpKeyring> sources, List<String> keyIds)
      throws IOException {
    Optional<OpenPgpKeyring> present = own(remote);
    OpenPgpKeyring target =
        present.isPresent() ? present.get() : OpenPgpKeyring.of(remote, new byte[0]);
    OpenPgpImport done = engine.importKeys(target, sources, keyIds);
    repo.remotes().writeKeyring(remote, done.keyring().bytes());
    return done.imported();
  }
}
