// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileNames;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// Reads the file of a ref: 64 digits and whatever blanks follow.
final class RefReader {
  /// Far more than a checksum and the blanks somebody may have put behind it.
  private static final int MAX_REF_BYTES = 4096;

  private final Kernel kernel;
  private final Descriptor root;

  RefReader(Repo repo) {
    this.kernel = repo.kernel();
    this.root = repo.directory();
  }

  /// Where the ref of this file points; nothing when there is none, or a directory of refs. An
  /// alias is followed.
  Optional<Checksum> find(String directory, String ref) throws IOException {
    String path = directory + "/" + ref;
    byte[] content;
    try (Descriptor file = kernel.openReadBeneath(root, path)) {
      content = SmallFiles.read(kernel, file, path, MAX_REF_BYTES);
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return Optional.empty();
    } catch (FileSystemException e) {
      Optional<FileStatus> status = kernel.findStatus(root, path);
      if (status.isPresent() && status.get().isDirectory()) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(parse(ref, content));
  }

  private static Checksum parse(String ref, byte[] content) throws RepoException.InvalidRef {
    int end = content.length;
    while (end > 0 && isBlank(content[end - 1])) {
      end--;
    }
    String text = decode(ref, content, end);
    Optional<Checksum> checksum = Checksum.find(text);
    if (checksum.isEmpty()) {
      throw new RepoException.InvalidRef("Invalid rev " + text + " in ref '" + ref + "'");
    }
    return checksum.get();
  }

  private static String decode(String ref, byte[] content, int length)
      throws RepoException.InvalidRef {
    String text = FileNames.decode(content, 0, length);
    if (!FileNames.isUnicode(text) || text.indexOf('\0') >= 0) {
      throw new RepoException.InvalidRef("Couldn't open ref '" + ref + "': Invalid UTF-8");
    }
    return text;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }
}
