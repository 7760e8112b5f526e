// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The directories `00` to `ff` of a directory of objects, each kept open once it was needed.
///
/// A name with a directory in front costs a kernel that follows no symlink two calls more than a
/// name alone, for every object. Holds 256 descriptors at most, until it is closed. Safe for many
/// threads.
///
/// @since 0.1
public final class PrefixDirectories implements AutoCloseable {
  private static final int COUNT = 256;
  private static final int PREFIX_CHARS = 2;

  /// The process' umask takes away what the user does not want to share.
  private static final int DIRECTORY_MODE = 0777;

  private final Kernel kernel;
  private final Descriptor root;

  /// What was ever put there; null where others put objects there as well.
  private final @Nullable NamesSeen names;

  private final AtomicReferenceArray<Descriptor> open = new AtomicReferenceArray<>(COUNT);

  /// Those below this directory; nothing is opened yet.
  @SuppressWarnings("exports")
  public PrefixDirectories(Kernel kernel, Descriptor root) {
    this(kernel, root, null);
  }

  private PrefixDirectories(Kernel kernel, Descriptor root, @Nullable NamesSeen names) {
    this.kernel = kernel;
    this.root = root;
    this.names = names;
  }

  /// Those below a directory that nobody else writes to: what was never put there is known not to
  /// be there without asking the kernel.
  static PrefixDirectories ofOurOwn(Kernel kernel, Descriptor root) throws IOException {
    var names = new NamesSeen();
    for (DirectoryEntry entry : kernel.list(root)) {
      names.addAll(entry.name());
    }
    return new PrefixDirectories(kernel, root, names);
  }

  /// The directory below which they are.
  Descriptor root() {
    return root;
  }

  /// The name of an object's file in its directory.
  ///
  /// @param path where the file is, such as `ab/cdef….file`
  public static String name(String path) {
    return path.substring(PREFIX_CHARS + 1);
  }

  /// The directory of an object; nothing when the object is known not to be there.
  ///
  /// @param path where the object's file is, such as `ab/cdef….file`
  @SuppressWarnings("exports")
  public Optional<Descriptor> find(String path) throws IOException {
    return names == null || names.mayHave(path) ? open(path) : Optional.empty();
  }

  private Optional<Descriptor> open(String path) throws IOException {
    int index = index(path);
    Descriptor known = open.get(index);
    if (known != null) {
      return Optional.of(known);
    }
    if (kernel.findStatus(root, prefix(path)).isEmpty()) {
      return Optional.empty(); // so common in a new repository that an exception costs too much
    }
    try {
      return Optional.of(remember(index, kernel.openDirectory(root, prefix(path))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// The directory to put an object into, made when there is none.
  Descriptor make(String path) throws IOException {
    if (names != null) {
      names.add(path);
    }
    Optional<Descriptor> found = open(path);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      kernel.makeDirectory(root, prefix(path), DIRECTORY_MODE);
    } catch (FileAlreadyExistsException e) {
      // Another thread or program was faster, which is as good.
    }
    return remember(index(path), kernel.openDirectory(root, prefix(path)));
  }

  private Descriptor remember(int index, Descriptor opened) throws IOException {
    if (open.compareAndSet(index, null, opened)) {
      return opened;
    }
    opened.close();
    return open.get(index);
  }

  private static String prefix(String path) {
    return path.substring(0, PREFIX_CHARS);
  }

  private static int index(String path) {
    return Integer.parseInt(path, 0, PREFIX_CHARS, 16);
  }

  /// Closes all of them; they are opened again when they are needed again.
  @Override
  public void close() throws IOException {
    for (int i = 0; i < COUNT; i++) {
      Descriptor one = open.getAndSet(i, null);
      if (one != null) {
        one.close();
      }
    }
  }
}
