// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import java.io.IOException;
import java.util.Optional;

/// How `show` prints an object of any type.
final class ObjectText {
  private final Console console;
  private final Repo repo;
  private final boolean raw;
  private final boolean noByteswap;

  ObjectText(Console console, Repo repo, boolean raw, boolean noByteswap) {
    this.console = console;
    this.repo = repo;
    this.raw = raw;
    this.noByteswap = noByteswap;
  }

  /// Prints the object of this name: the commit, else the directory, else the file.
  void print(Checksum name) throws IOException {
    if (repo.objects().has(new ObjectName(name, ObjectType.COMMIT))) {
      printCommit(name);
    } else if (!printMetadata(name, ObjectType.DIRTREE, DirTree.TYPE)
        && !printMetadata(name, ObjectType.DIRMETA, DirMeta.TYPE)) {
      printContent(name);
    }
  }

  void printCommit(Checksum name) throws IOException {
    Commit commit = repo.objects().readCommit(name);
    var text = new CommitText(console);
    if (noByteswap) {
      console.println("commit " + name);
      console.println(commit.variant().print(Annotation.FULL));
      // The C program prints both forms here, and scripts cut out what they want.
      text.printBody(commit);
    } else if (raw) {
      text.printRaw(name, commit.variant());
    } else {
      text.print(name, commit);
    }
  }

  private boolean printMetadata(Checksum name, ObjectType type, VariantType form)
      throws IOException {
    Optional<byte[]> bytes = repo.objects().findMetadata(new ObjectName(name, type));
    if (bytes.isEmpty()) {
      return false;
    }
    console.println(type.extension() + " " + name);
    if (raw || noByteswap) {
      Variant variant = Variant.of(form, bytes.get());
      console.println((noByteswap ? variant : variant.byteswapped()).print(Annotation.FULL));
    }
    return true;
  }

  private void printContent(Checksum name) throws IOException {
    try (ContentObject content = repo.objects().openContent(name)) {
      FileHeader header = content.header();
      console.println("Object: " + name);
      console.println("Type: file");
      if (header.isSymlink()) {
        console.println("File Type: symlink");
        console.println("Target: " + header.symlinkTarget());
      } else {
        console.println("File Type: regular");
        console.println("Size: " + Long.toUnsignedString(content.sizeBytes()));
      }
      console.println("Mode: 0" + Integer.toOctalString(header.mode()));
      console.println("Uid: " + Integer.toUnsignedString(header.uid()));
      console.println("Gid: " + Integer.toUnsignedString(header.gid()));
      console.println(
          "Extended Attributes: { " + header.xattrs().variant().print(Annotation.FULL) + " }");
    } catch (RepoException.ObjectMissing e) {
      throw new CommandException("Opening content object " + name + ": " + e.getMessage());
    }
  }
}
