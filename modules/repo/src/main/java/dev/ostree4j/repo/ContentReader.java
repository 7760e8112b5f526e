// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DescriptorStream;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Turns a stored file back into header and content; each mode keeps the header elsewhere.
final class ContentReader {
  /// The attribute in which bare-user repositories keep the header.
  static final byte[] BARE_USER_ATTRIBUTE = "user.ostreemeta".getBytes(StandardCharsets.US_ASCII);

  /// The kernel refuses longer targets (`PATH_MAX`); one more for the NUL that is stored with it.
  private static final int TARGET_MAX_BYTES = 4096;

  private final Kernel kernel;
  private final RepoMode mode;
  private final boolean withXattrs;
  private final Spares<Inflater> inflaters;

  ContentReader(Kernel kernel, RepoMode mode, boolean withXattrs, Spares<Inflater> inflaters) {
    this.kernel = kernel;
    this.mode = mode;
    this.withXattrs = withXattrs;
    this.inflaters = inflaters;
  }

  /// Opens a content object.
  ///
  /// @throws NoSuchFileException when there is none
  /// @throws ObjectFormatException when what is stored is no content object
  ContentObject open(Descriptor root, String path, Checksum content) throws IOException {
    return switch (mode) {
      case ARCHIVE -> openFile(root, path, file -> readArchive(file, content));
      case BARE_USER -> openFile(root, path, this::readBareUser);
      case BARE, BARE_USER_ONLY, BARE_SPLIT_XATTRS -> openInode(root, path, content);
    };
  }

  private ContentObject openFile(Descriptor root, String path, FileReader next) throws IOException {
    Descriptor file = kernel.openRead(root, path);
    boolean handedOver = false;
    try {
      ContentObject opened = next.read(file);
      handedOver = !opened.header().isSymlink();
      return opened;
    } finally {
      if (!handedOver) {
        file.close();
      }
    }
  }

  private ContentObject readArchive(Descriptor file, Checksum content) throws IOException {
    long fileSize = kernel.status(file).sizeBytes();
    var compressed = DescriptorStream.closing(kernel, file);
    ArchiveHeader header = ArchivedFile.readHeader(compressed, fileSize);
    if (header.file().isSymlink()) {
      return ContentObject.symlink(header.file());
    }
    var name = new ObjectName(content, ObjectType.FILE);
    var stream =
        new InflatingInputStream(name, compressed, header.sizeBytes(), fileSize, inflaters);
    return ContentObject.inflating(header.file(), header.sizeBytes(), stream);
  }

  private ContentObject readBareUser(Descriptor file) throws IOException {
    byte[] attribute =
        kernel
            .xattr(file, BARE_USER_ATTRIBUTE)
            .orElseThrow(() -> new DamagedContentException("No attribute user.ostreemeta"));
    int storedMode = FileHeader.bareUserMode(attribute);
    boolean symlink = (storedMode & 0170000) == 0120000;
    String target = symlink ? readTarget(file) : "";
    FileHeader header = FileHeader.parseBareUserAttribute(attribute, target);
    return symlink ? ContentObject.symlink(header) : plain(header, file);
  }

  private String readTarget(Descriptor file) throws IOException {
    byte[] bytes = readFully(file, TARGET_MAX_BYTES + 1);
    int length = bytes.length;
    if (length > TARGET_MAX_BYTES) {
      throw new DamagedContentException("Symlink target is too long");
    }
    if (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    try {
      var utf8 = StandardCharsets.UTF_8.newDecoder();
      return utf8.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedContentException("Symlink target is not UTF-8");
    }
  }

  private ContentObject openInode(Descriptor root, String path, Checksum content)
      throws IOException {
    FileStatus status = kernel.status(root, path);
    if (status.isSymlink()) {
      String target = kernel.readLink(root, path);
      return ContentObject.symlink(header(status, target, symlinkXattrs(root, path, content)));
    }
    if (!status.isRegular()) {
      throw new DamagedContentException("Not a regular file or symlink: " + path);
    }
    return openFile(
        root, path, file -> plain(header(status, "", fileXattrs(root, file, content)), file));
  }

  private FileHeader header(FileStatus status, String target, Xattrs xattrs)
      throws DamagedContentException {
    boolean owned = mode != RepoMode.BARE_USER_ONLY;
    int uid = owned ? status.uid() : 0;
    int gid = owned ? status.gid() : 0;
    try {
      return status.isSymlink()
          ? FileHeader.symlink(uid, gid, status.mode(), target, xattrs)
          : FileHeader.regular(uid, gid, status.mode(), xattrs);
    } catch (IllegalArgumentException e) {
      throw new DamagedContentException(e.getMessage());
    }
  }

  private Xattrs fileXattrs(Descriptor root, Descriptor file, Checksum content) throws IOException {
    if (mode != RepoMode.BARE) {
      return splitXattrs(root, content);
    }
    return withXattrs ? xattrs(kernel, file) : Xattrs.EMPTY;
  }

  /// The extended attributes of an open file. One without a value counts as none, as in the C
  /// program: whoever sets one on an object changes nothing.
  static Xattrs xattrs(Kernel kernel, Descriptor file) throws IOException {
    return collect(kernel.xattrNames(file), name -> kernel.xattr(file, name).orElse(null));
  }

  private Xattrs symlinkXattrs(Descriptor root, String path, Checksum content) throws IOException {
    if (mode != RepoMode.BARE) {
      return splitXattrs(root, content);
    }
    return withXattrs
        ? collect(
            kernel.xattrNames(root, path), name -> kernel.xattr(root, path, name).orElse(null))
        : Xattrs.EMPTY;
  }

  private Xattrs splitXattrs(Descriptor root, Checksum content) throws IOException {
    if (mode != RepoMode.BARE_SPLIT_XATTRS) {
      return Xattrs.EMPTY;
    }
    var link = new ObjectName(content, ObjectType.FILE_XATTRS_LINK);
    var links = new LooseObjects(kernel, root, mode, this);
    byte[] bytes =
        links
            .findBytes(link)
            .orElseThrow(() -> new DamagedContentException("Couldn't find " + link));
    return Xattrs.parse(bytes);
  }

  private static Xattrs collect(List<byte[]> names, XattrReader reader) throws IOException {
    if (names.isEmpty()) {
      return Xattrs.EMPTY;
    }
    List<Xattr> found = new ArrayList<>(names.size());
    for (byte[] name : names) {
      byte[] value = reader.read(name);
      // null: removed since the names were listed
      if (value != null && value.length > 0) {
        found.add(new Xattr(name, value));
      }
    }
    return Xattrs.of(found);
  }

  private ContentObject plain(FileHeader header, Descriptor file) throws IOException {
    long size = kernel.status(file).sizeBytes();
    return ContentObject.plain(header, size, DescriptorStream.closing(kernel, file), file);
  }

  /// As many bytes as asked for, or all up to the end of the file.
  private byte[] readFully(Descriptor file, int length) throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      int n = kernel.read(file, bytes, filled, length - filled);
      if (n < 0) {
        return Arrays.copyOf(bytes, filled);
      }
      filled += n;
    }
    return bytes;
  }

  @FunctionalInterface
  private interface FileReader {
    ContentObject read(Descriptor file) throws IOException;
  }

  @FunctionalInterface
  private interface XattrReader {
    byte @Nullable [] read(byte[] name) throws IOException;
  }
}
