// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ContentChecksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// `checksum`: the name that a file, symlink or directory would have as an object.
final class ChecksumCommand implements Command {
  private final FlagOption ignoreXattrs =
      new FlagOption("ignore-xattrs", "Leave extended attributes out");

  @Override
  public String name() {
    return "checksum";
  }

  @Override
  public String synopsis() {
    return "PATH";
  }

  @Override
  public String summary() {
    return "Print the object name of a file or directory";
  }

  @Override
  public RepoUse repoUse() {
    return RepoUse.NONE;
  }

  @Override
  public void declare(OptionSet options) {
    options.add(ignoreXattrs);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String text =
        call.argument(0).orElseThrow(() -> new CommandException("A filename must be given"));
    Path path = call.path(text).toAbsolutePath();
    Path directory = path.getParent();
    // The root has no name in a parent, but `.` in itself.
    String name = directory == null ? "." : path.getFileName().toString();
    try (Descriptor parent = kernel().openRoot(directory == null ? path : directory)) {
      call.console().println(checksum(parent, name, path).hex());
    } catch (NoSuchFileException e) {
      throw new CommandException(
          "Error when getting information for file “" + path + "”: No such file or directory");
    }
  }

  private Checksum checksum(Descriptor parent, String name, Path path) throws IOException {
    FileStatus status = kernel().status(parent, name);
    Xattrs xattrs = ignoreXattrs.isSet() ? Xattrs.EMPTY : xattrs(parent, name);
    int uid = status.uid();
    int gid = status.gid();
    return switch (status.type()) {
      case DIRECTORY -> new DirMeta(uid, gid, status.mode(), xattrs).checksum();
      case SYMLINK -> {
        String target = kernel().readLink(parent, name);
        yield ContentChecksum.of(FileHeader.symlink(uid, gid, target, xattrs));
      }
      case REGULAR -> {
        try (InputStream content = Files.newInputStream(path)) {
          yield ContentChecksum.of(FileHeader.regular(uid, gid, status.mode(), xattrs), content);
        }
      }
      case FileType other -> throw new CommandException("Not a regular file or symlink: " + name);
    };
  }

  private Xattrs xattrs(Descriptor parent, String name) throws IOException {
    var found = new ArrayList<Xattr>();
    for (byte[] attribute : kernel().xattrNames(parent, name)) {
      Optional<byte[]> value = kernel().xattr(parent, name, attribute);
      // As in a commit, one without a value is none.
      if (value.isPresent() && value.get().length > 0) {
        found.add(new Xattr(attribute, value.get()));
      }
    }
    return Xattrs.of(found);
  }

  /// Asked for late: every run makes one of each command, and native code starts slowly.
  private static Kernel kernel() {
    return Kernel.system();
  }
}
