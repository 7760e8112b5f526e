// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.RemoteName;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The files `NAME.trustedkeys.gpg`, in which a remote's OpenPGP keys are.
///
/// The name of a remote that somebody wrote into a file by hand may be anything; one that is no
/// name has no key ring.
final class RemoteKeyringFiles {
  /// As much as the code that reads key rings takes.
  private static final int MAX_BYTES = 64 << 20;

  private final Repo repo;

  RemoteKeyringFiles(Repo repo) {
    this.repo = repo;
  }

  private static String file(String remote) {
    return remote + ".trustedkeys.gpg";
  }

  /// That of the repository, else that of the directory of remotes.
  Optional<byte[]> find(String remote, Optional<Path> remotesDirectory) throws IOException {
    if (RemoteName.find(remote).isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> found = read(repo.directory(), file(remote));
    if (found.isPresent() || remotesDirectory.isEmpty()) {
      return found;
    }
    try (Descriptor directory = repo.kernel().openRoot(remotesDirectory.get())) {
      return read(directory, file(remote));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> read(Descriptor directory, String file) throws IOException {
    Kernel kernel = repo.kernel();
    try (Descriptor open = kernel.openRead(directory, file)) {
      return Optional.of(SmallFiles.read(kernel, open, file, MAX_BYTES));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  void write(String remote, byte[] keyring) throws IOException {
    boolean sync = repo.config().fsync();
    Descriptor scratch = repo.tmpDirectory();
    SmallFiles.replace(repo.kernel(), scratch, repo.directory(), file(remote), keyring, sync);
  }

  void remove(String remote) throws IOException {
    if (RemoteName.find(remote).isPresent()) {
      SmallFiles.removeIfPresent(repo.kernel(), repo.directory(), file(remote));
    }
  }
}
