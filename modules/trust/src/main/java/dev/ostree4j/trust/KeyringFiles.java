// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Reads files of OpenPGP keys that lie outside of a repository.
final class KeyringFiles {
  private static final String SUFFIX = ".gpg";
  private static final List<String> NO_KEYRINGS = List.of("trustdb.gpg", "secring.gpg");

  private KeyringFiles() {}

  /// What an item of `gpgkeypath` names: a file, or all files of a directory.
  static List<OpenPgpKeyring> pathOf(Path workingDirectory, String text) throws IOException {
    Path path = workingDirectory.resolve(text);
    if (text.isEmpty() || !Files.exists(path)) {
      throw new NoSuchFileException("opendir(" + text + "): No such file or directory");
    }
    return Files.isDirectory(path) ? list(path, name -> true) : List.of(read(path));
  }

  /// The key rings of a directory.
  static List<OpenPgpKeyring> ofDirectory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException("opendir(" + directory + "): No such file or directory");
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException("opendir(" + directory + "): Not a directory");
    }
    return list(directory, name -> name.endsWith(SUFFIX) && !NO_KEYRINGS.contains(name));
  }

  /// The key rings of a directory that need not be there.
  static List<OpenPgpKeyring> ifPresent(Path directory) throws IOException {
    return Files.isDirectory(directory) ? ofDirectory(directory) : List.of();
  }

  private static List<OpenPgpKeyring> list(Path directory, Predicate<String> names)
      throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (names.test(entry.getFileName().toString())
            && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          files.add(entry);
        }
      }
    }
    files.sort(null);
    List<OpenPgpKeyring> keyrings = new ArrayList<>();
    for (Path file : files) {
      keyrings.add(read(file));
    }
    return keyrings;
  }

  private static OpenPgpKeyring read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new OpenPgpException.Malformed(file + " is neither a file nor a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return OpenPgpKeyring.of(file.toString(), in.readNBytes(OpenPgpKeyring.MAX_BYTES + 1));
    }
  }
}
