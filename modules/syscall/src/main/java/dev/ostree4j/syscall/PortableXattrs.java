// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Extended attributes of the `user` name space, the only ones that `java.nio.file` knows.
final class PortableXattrs {
  private static final String PREFIX = "user.";

  private final boolean known;

  PortableXattrs(FileSystem fileSystem) {
    known = fileSystem.supportedFileAttributeViews().contains("user");
  }

  boolean areKnown() {
    return known;
  }

  List<byte[]> names(Call call, Path path, String label) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    if (view == null) {
      return List.of();
    }
    List<byte[]> names = new ArrayList<>();
    for (String name : PortableErrors.run(call, label, view::list)) {
      names.add(FileNames.encode(PREFIX + name));
    }
    return names;
  }

  Optional<byte[]> value(Call call, Path path, String label, byte[] name) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    Optional<String> key = key(name);
    if (view == null || key.isEmpty()) {
      return Optional.empty();
    }
    return PortableErrors.run(
        call,
        label,
        () ->
            view.list().contains(key.get())
                ? Optional.of(read(view, key.get()))
                : Optional.empty());
  }

  private static byte[] read(UserDefinedFileAttributeView view, String key) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(view.size(key));
    view.read(key, value);
    return value.array();
  }

  void set(Call call, Path path, String label, byte[] name, byte[] value) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    Optional<String> key = key(name);
    if (view == null || key.isEmpty()) {
      throw PortableErrors.error(call, label, Errno.EOPNOTSUPP);
    }
    PortableErrors.run(
        call,
        label,
        () -> {
          view.write(key.get(), ByteBuffer.wrap(value));
        });
  }

  void remove(Call call, Path path, String label, byte[] name) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    Optional<String> key = key(name);
    if (view != null && key.isPresent()) {
      PortableErrors.run(
          call,
          label,
          () -> {
            if (view.list().contains(key.get())) {
              view.delete(key.get());
            }
          });
    }
  }

  /// Nothing for a symlink, which can have no attribute of this name space.
  private @Nullable UserDefinedFileAttributeView view(Path path) {
    return known && !Files.isSymbolicLink(path)
        ? Files.getFileAttributeView(
            path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        : null;
  }

  /// The name without the prefix, which the JDK adds itself; nothing for other name spaces.
  private static Optional<String> key(byte[] name) {
    String text = FileNames.decode(name);
    return text.startsWith(PREFIX)
        ? Optional.of(text.substring(PREFIX.length()))
        : Optional.empty();
  }
}
