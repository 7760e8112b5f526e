// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.tree.CommitTree;
import dev.ostree4j.tree.TreeEntry;
import java.io.IOException;
import java.util.List;

/// `ls`: the paths of a commit.
final class LsCommand implements Command {
  private static final int PERMISSIONS = 07777;
  private static final int MODE_DIGITS = 5;
  private static final int SIZE_WIDTH = 6;

  private final FlagOption dirOnly =
      new FlagOption("dironly", 'd', "Show directories themselves, not what they hold");
  private final FlagOption recursive =
      new FlagOption("recursive", 'R', "Show everything below, too");
  private final FlagOption checksum = new FlagOption("checksum", 'C', "Show the object names");
  private final FlagOption xattrs = new FlagOption("xattrs", 'X', "Show extended attributes");
  private final FlagOption nulFilenamesOnly =
      new FlagOption("nul-filenames-only", "Show only paths, each ended by a NUL");

  @Override
  public String name() {
    return "ls";
  }

  @Override
  public String synopsis() {
    return "COMMIT [PATH...]";
  }

  @Override
  public String summary() {
    return "List the paths of a commit";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(dirOnly, recursive, checksum, xattrs, nulFilenamesOnly);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String rev = call.argument(0, "An COMMIT argument is required");
    List<String> paths = call.arguments().subList(1, call.arguments().size());
    CommitTree tree = CommitTree.open(call.repo(), call.repo().refs().resolve(rev));
    for (String path : paths.isEmpty() ? List.of("/") : paths) {
      list(call.console(), tree, path);
    }
  }

  private void list(Console console, CommitTree tree, String path) throws IOException {
    TreeEntry entry;
    try {
      entry = tree.resolve(TreePath.absolute(path));
    } catch (IOException e) {
      throw new CommandException("Inspecting path '" + path + "': " + ErrorText.of(e));
    }
    print(console, tree, entry);
    if (entry instanceof TreeEntry.Directory directory && !dirOnly.isSet()) {
      printChildren(console, tree, directory);
    }
  }

  private void printChildren(Console console, CommitTree tree, TreeEntry.Directory directory)
      throws IOException {
    for (TreeEntry child : tree.children(directory)) {
      print(console, tree, child);
      if (recursive.isSet() && child instanceof TreeEntry.Directory inner) {
        printChildren(console, tree, inner);
      }
    }
  }

  private void print(Console console, CommitTree tree, TreeEntry entry) throws IOException {
    if (nulFilenamesOnly.isSet()) {
      console.print(entry.path());
      console.content().write(0);
      return;
    }
    switch (entry) {
      case TreeEntry.Directory directory -> {
        DirMeta meta = tree.meta(directory);
        var line = begin('d', meta.mode(), meta.uid(), meta.gid(), 0);
        appendChecksum(line, directory.root().tree());
        appendChecksum(line, directory.root().meta());
        appendXattrs(line, meta.xattrs());
        console.println(line.append(directory.path()).toString());
      }
      case TreeEntry.File file -> printFile(console, tree, file);
    }
  }

  private void printFile(Console console, CommitTree tree, TreeEntry.File file) throws IOException {
    FileHeader header;
    long sizeBytes;
    try (ContentObject content = tree.content(file)) {
      header = content.header();
      sizeBytes = header.isSymlink() ? 0 : content.sizeBytes();
    }
    char type = header.isSymlink() ? 'l' : '-';
    var line = begin(type, header.mode(), header.uid(), header.gid(), sizeBytes);
    appendChecksum(line, file.checksum());
    appendXattrs(line, header.xattrs());
    line.append(file.path());
    if (header.isSymlink()) {
      line.append(" -> ").append(header.symlinkTarget());
    }
    console.println(line.toString());
  }

  private static StringBuilder begin(char type, int mode, int uid, int gid, long sizeBytes) {
    String octal = Integer.toOctalString(mode & PERMISSIONS);
    var line = new StringBuilder(96).append(type);
    line.repeat('0', Math.max(0, MODE_DIGITS - octal.length())).append(octal).append(' ');
    line.append(Integer.toUnsignedString(uid)).append(' ');
    line.append(Integer.toUnsignedString(gid)).append(' ');
    String size = Long.toUnsignedString(sizeBytes);
    return line.repeat(' ', Math.max(0, SIZE_WIDTH - size.length())).append(size).append(' ');
  }

  private void appendChecksum(StringBuilder line, Checksum object) {
    if (checksum.isSet()) {
      line.append(object.hex()).append(' ');
    }
  }

  private void appendXattrs(StringBuilder line, Xattrs attributes) {
    if (xattrs.isSet()) {
      line.append("{ ").append(attributes.variant().print(Annotation.FULL)).append(" } ");
    }
  }
}
