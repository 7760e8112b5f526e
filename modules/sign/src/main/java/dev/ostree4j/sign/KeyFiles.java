// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads keys out of files and of directories of files.
final class KeyFiles {
  /// Where a machine keeps its keys.
  static final List<Path> SYSTEM_DIRECTORIES =
      List.of(Path.of("/etc/ostree"), Path.of("/usr/share/ostree"));

  /// Room for a hundred thousand keys; what is longer is something else, such as a device.
  static final int MAX_BYTES = 16 << 20;

  private KeyFiles() {}

  /// The public keys in a file, in order, without what is no key.
  static List<VerifyingKey> publicKeys(SignatureEngine engine, Path file) throws IOException {
    var keys = new ArrayList<VerifyingKey>();
    for (String text : engine.publicKeyTexts(read(file, "public"))) {
      try {
        keys.add(engine.publicKey(text));
      } catch (SignException.InvalidKey e) {
        // The C program passes over such a line as well; a comment is one.
      }
    }
    return keys;
  }

  /// Signers with the secret keys in a file, in order.
  static List<Signer> signers(SignatureEngine engine, Path file) throws IOException {
    var signers = new ArrayList<Signer>();
    for (String text : engine.secretKeyTexts(read(file, "secret"))) {
      signers.add(engine.signer(text));
    }
    if (signers.isEmpty()) {
      throw new SignException.InvalidKeyFile(
          file, "signature: " + engine.name() + ": no secret key in file '" + file + "'");
    }
    return signers;
  }

  /// The keys in `KIND.ENGINE` and `KIND.ENGINE.d` below a directory.
  static List<VerifyingKey> directory(SignatureEngine engine, Path directory, String kind)
      throws IOException {
    Path single = directory.resolve(kind + "." + engine.name());
    var keys = new ArrayList<VerifyingKey>();
    if (Files.isRegularFile(single)) {
      keys.addAll(publicKeys(engine, single));
    }
    for (Path file : files(directory.resolve(single.getFileName() + ".d"))) {
      keys.addAll(publicKeys(engine, file));
    }
    return keys;
  }

  private static List<Path> files(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, Files::isRegularFile)) {
      stream.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(found);
    return found;
  }

  /// The content of a file, which may be a pipe.
  static byte[] read(Path file, String kind) throws IOException {
    if (Files.notExists(file)) {
      throw new SignException.InvalidKeyFile(
          file, "Can't open file '" + file + "' with " + kind + " keys: No such file or directory");
    }
    if (Files.isDirectory(file)) {
      throw new SignException.InvalidKeyFile(
          file, "Can't read file '" + file + "' with " + kind + " keys: Is a directory");
    }
    // Unlike a plain stream, a channel lets go when the thread is interrupted.
    try (InputStream input = Channels.newInputStream(FileChannel.open(file))) {
      byte[] content = input.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new SignException.InvalidKeyFile(
            file, "File '" + file + "' is longer than a file of keys can be: " + MAX_BYTES);
      }
      return content;
    }
  }
}
