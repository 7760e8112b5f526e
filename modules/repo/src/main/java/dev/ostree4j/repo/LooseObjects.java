// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The object files below one directory, laid out as `HH/REST.EXT`: `objects`, or a staging
/// directory.
final class LooseObjects {
  private final Kernel kernel;
  private final Descriptor root;

  /// Where the directories of objects stay open; null where that is not worth it.
  private final @Nullable PrefixDirectories prefixes;

  private final boolean archive;
  private final ContentReader reader;

  LooseObjects(Kernel kernel, Descriptor root, RepoMode mode, ContentReader reader) {
    this(kernel, root, null, mode, reader);
  }

  LooseObjects(Kernel kernel, PrefixDirectories prefixes, RepoMode mode, ContentReader reader) {
    this(kernel, prefixes.root(), prefixes, mode, reader);
  }

  private LooseObjects(
      Kernel kernel,
      Descriptor root,
      @Nullable PrefixDirectories prefixes,
      RepoMode mode,
      ContentReader reader) {
    this.kernel = kernel;
    this.root = root;
    this.prefixes = prefixes;
    this.archive = mode == RepoMode.ARCHIVE;
    this.reader = reader;
  }

  Descriptor root() {
    return root;
  }

  String path(ObjectName name) {
    return name.loosePath(archive);
  }

  boolean has(ObjectName name) throws IOException {
    return status(name).isPresent();
  }

  Optional<FileStatus> status(ObjectName name) throws IOException {
    String path = path(name);
    if (prefixes == null) {
      return kernel.findStatus(root, path);
    }
    Optional<Descriptor> directory = prefixes.find(path);
    return directory.isEmpty()
        ? Optional.empty()
        : kernel.findStatus(directory.get(), PrefixDirectories.name(path));
  }

  /// The bytes of a metadata object, or of a set of extended attributes.
  Optional<byte[]> findBytes(ObjectName name) throws IOException {
    String path = path(name);
    Optional<Descriptor> directory = prefixes == null ? Optional.of(root) : prefixes.find(path);
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    String file = prefixes == null ? path : PrefixDirectories.name(path);
    try (Descriptor open = kernel.openRead(directory.get(), file)) {
      return Optional.of(readAll(name, open));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private byte[] readAll(ObjectName name, Descriptor file) throws IOException {
    long size = kernel.status(file).sizeBytes();
    if (size > MetadataLimits.MAX_SIZE_BYTES) {
      throw new RepoException.ObjectDamaged(
          name, "Metadata object " + name + " has " + size + " bytes, which is too large");
    }
    byte[] bytes = new byte[(int) size];
    int filled = 0;
    while (filled < bytes.length) {
      int n = kernel.read(file, bytes, filled, bytes.length - filled);
      if (n < 0) {
        throw new RepoException.ObjectDamaged(name, "Object " + name + " shrank while it was read");
      }
      filled += n;
    }
    return bytes;
  }

  Optional<ContentObject> openContent(Checksum content) throws IOException {
    var name = new ObjectName(content, ObjectType.FILE);
    try {
      return Optional.of(reader.open(root, path(name), content));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (ObjectFormatException | DamagedContentException e) {
      throw RepoException.ObjectDamaged.named(name, e);
    }
  }

  boolean delete(ObjectName name) throws IOException {
    try {
      kernel.unlink(root, path(name));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Shows every object, in the order of the directories; what is no object is passed over.
  void forEach(EntryVisitor visitor) throws IOException {
    for (DirectoryEntry entry : kernel.list(root)) {
      if (isPrefix(entry.name())) {
        listPrefix(entry.name(), visitor);
      }
    }
  }

  /// The same for those whose hexadecimal names start with these digits.
  void forEachStartingWith(String hex, EntryVisitor visitor) throws IOException {
    EntryVisitor filter =
        (name, entry) -> {
          if (name.checksum().hex().startsWith(hex)) {
            visitor.visit(name, entry);
          }
        };
    if (hex.length() < 2) {
      forEach(filter);
    } else if (isPrefix(hex.substring(0, 2))) {
      listPrefix(hex.substring(0, 2), filter);
    }
  }

  private void listPrefix(String prefix, EntryVisitor visitor) throws IOException {
    try (Descriptor directory = kernel.openDirectory(root, prefix)) {
      for (DirectoryEntry entry : kernel.list(directory)) {
        Optional<ObjectName> name = nameOf(prefix, entry.name(), archive);
        if (name.isPresent() && entry.type() != FileType.DIRECTORY) {
          visitor.visit(name.get(), entry);
        }
      }
    } catch (NoSuchFileException e) {
      return; // removed by a prune since it was listed
    }
  }

  /// Whether this is the name of a directory of objects: two lower-case digits.
  static boolean isPrefix(String name) {
    return name.length() == 2 && isDigit(name.charAt(0)) && isDigit(name.charAt(1));
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static Optional<ObjectName> nameOf(String prefix, String rest, boolean archive) {
    int dot = rest.indexOf('.');
    if (dot != Checksum.HEX_LENGTH - prefix.length()) {
      return Optional.empty();
    }
    String extension = rest.substring(dot + 1);
    if (archive && extension.equals("filez")) {
      extension = "file";
    } else if (archive && extension.equals("file")) {
      return Optional.empty();
    }
    Optional<ObjectType> type = ObjectType.ofExtension(extension);
    Optional<Checksum> checksum = Checksum.find(prefix + rest.substring(0, dot));
    if (type.isEmpty() || checksum.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ObjectName(checksum.get(), type.get()));
  }

  /// Is told of each object file.
  @FunctionalInterface
  interface EntryVisitor {
    void visit(ObjectName name, DirectoryEntry entry) throws IOException;
  }
}
