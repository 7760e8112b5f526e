// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what the reference program wrote, writes it again, and compares.
class ObjectInteropIT {
  @TempDir Path scratch;

  private Path repo;
  private Path source;

  @BeforeEach
  void makeSource() throws IOException {
    ReferenceProgram.requireOstree();
    repo = scratch.resolve("repo");
    source = Files.createDirectory(scratch.resolve("source"));
    Files.writeString(source.resolve("hello"), "hello\n");
    Files.createFile(source.resolve("empty"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("a/b/c"));
    Path inner = Files.createDirectories(source.resolve("dir/inner"));
    Files.writeString(inner.resolve("n".repeat(250)), "long name");
    Files.writeString(inner.resolve("\u00e9\uFFFD\uD83D\uDE00"), "characters of all lengths");
    Files.writeString(inner.resolve("\uFFFD"), "before the next");
    Files.writeString(inner.resolve("\uD83D\uDE00"), "after the one before");
    Path tool = Files.writeString(source.resolve("tool"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-x--x"));
    for (int i = 0; i < 40; i++) {
      Files.createDirectory(source.resolve("d" + i));
    }
    Path marked = Files.writeString(source.resolve("marked"), "x");
    for (Path file : List.of(marked, inner)) {
      setXattr(file, "zz", "1");
      setXattr(file, "aa", "2".repeat(300));
    }
  }

  private static void setXattr(Path file, String name, String value) throws IOException {
    Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
        .write(name, ByteBuffer.wrap(Text.utf8(value)));
  }

  private String ostree(String... arguments) {
    var all = new ArrayList<String>();
    all.add("--repo=" + repo);
    all.addAll(List.of(arguments));
    return ReferenceProgram.ostree(all.toArray(String[]::new)).strip();
  }

  private Checksum commit(String mode, String... more) {
    ostree("init", "--mode=" + mode);
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("commit", "--branch=main", "--subject=Ä subject", "--body=a\nb"));
    arguments.add("--tree=dir=" + source);
    arguments.addAll(List.of("--add-metadata-string=version=42", "--bind-ref=other/ref"));
    arguments.addAll(List.of(more));
    return Checksum.parse(ostree(arguments.toArray(String[]::new)));
  }

  private List<Path> objects(String extension) throws IOException {
    try (var paths = Files.walk(repo.resolve("objects"))) {
      return paths.filter(path -> path.toString().endsWith("." + extension)).toList();
    }
  }

  private static Checksum nameOf(Path object) {
    String rest = object.getFileName().toString();
    return Checksum.parse(object.getParent().getFileName() + rest.substring(0, 62));
  }

  private static void assertFound(int atLeast, List<Path> objects) {
    assertTrue(objects.size() >= atLeast, "only " + objects);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "bare-user"})
  void metadataIsReadAndWrittenAlike(String mode) throws IOException {
    commit(mode);
    assertFound(1, objects("commit"));
    for (Path object : objects("commit")) {
      byte[] bytes = Files.readAllBytes(object);
      assertArrayEquals(bytes, Commit.parse(bytes).bytes());
      assertEquals(nameOf(object), Commit.parse(bytes).checksum());
    }
    assertFound(4, objects("dirtree"));
    for (Path object : objects("dirtree")) {
      byte[] bytes = Files.readAllBytes(object);
      assertArrayEquals(bytes, DirTree.parse(bytes).bytes());
      assertEquals(nameOf(object), DirTree.parse(bytes).checksum());
    }
    assertFound(2, objects("dirmeta"));
    for (Path object : objects("dirmeta")) {
      byte[] bytes = Files.readAllBytes(object);
      assertArrayEquals(bytes, DirMeta.parse(bytes).bytes());
      assertEquals(nameOf(object), DirMeta.parse(bytes).checksum());
    }
  }

  @Test
  void archivedFilesHaveTheNamesWeCompute() throws IOException {
    commit("archive");
    assertFound(9, objects("filez"));
    for (Path object : objects("filez")) {
      byte[] bytes = Files.readAllBytes(object);
      int size = HeaderFrame.headerSizeBytes(Arrays.copyOf(bytes, 8), bytes.length);
      byte[] framed = Arrays.copyOf(bytes, 8 + size);
      var header = ArchiveHeader.parse(Arrays.copyOfRange(bytes, 8, 8 + size));
      assertArrayEquals(framed, header.framed());
      var payload = new ByteArrayInputStream(bytes, 8 + size, bytes.length - 8 - size);
      var content = new InflaterInputStream(payload, new Inflater(true));
      assertEquals(nameOf(object), ContentChecksum.of(header.file(), content));
      if (header.file().isSymlink()) {
        assertEquals(0, header.sizeBytes());
      }
    }
  }

  @Test
  void bareUserFilesHaveTheNamesWeCompute() throws IOException {
    commit("bare-user");
    assertFound(9, objects("file"));
    for (Path object : objects("file")) {
      byte[] value = (byte[]) Files.getAttribute(object, "user:ostreemeta");
      byte[] content = Files.readAllBytes(object);
      boolean symlink = Modes.type(FileHeader.bareUserMode(value)) == Modes.SYMLINK;
      String target = symlink ? Files.readString(object).replace("\0", "") : "";
      var header = FileHeader.parseBareUserAttribute(value, target);
      assertArrayEquals(value, header.bareUserAttribute());
      assertEquals(nameOf(object), ContentChecksum.of(header, new ByteArrayInputStream(content)));
    }
  }

  @Test
  void commitsSayWhatTheProgramShows() throws IOException {
    var name = commit("archive");
    var commit = Commit.parse(Files.readAllBytes(objects("commit").getFirst()));
    assertEquals(name, commit.checksum());
    assertEquals("Ä subject", commit.subject());
    assertEquals("42", commit.version().orElseThrow());
    assertEquals(List.of("main", "other/ref"), commit.refBindings());
    assertTrue(ostree("show", "main").contains("ContentChecksum:  " + commit.contentChecksum()));
  }

  @Test
  void sizesAreReadAndWrittenAlike() throws IOException {
    commit("archive", "--generate-sizes");
    var commit = Commit.parse(Files.readAllBytes(objects("commit").getFirst()));
    var stored = commit.metadata().find(CommitKeys.SIZES).orElseThrow();
    var sizes = SizesEntry.parse(stored);
    assertEquals(stored, SizesEntry.serialise(sizes));
    for (SizesEntry entry : sizes) {
      Path object = repo.resolve("objects").resolve(entry.name().loosePath(true));
      assertEquals(Files.size(object), entry.archivedBytes());
    }
  }

  @Test
  void tombstonesAreReadAndWrittenAlike() throws IOException {
    var first = commit("archive");
    ostree("commit", "--branch=main", "--tree=dir=" + source, "--subject=next");
    ostree("prune", "--delete-commit=" + first);
    Path object = objects("tombstone-commit").getFirst();
    byte[] bytes = Files.readAllBytes(object);
    assertEquals(first, nameOf(object));
    assertEquals(new Tombstone(first), Tombstone.parse(bytes));
    assertArrayEquals(bytes, new Tombstone(first).bytes());
  }

  @Test
  void filesOnDiskHaveTheNamesTheProgramComputes() throws IOException {
    for (String name : List.of("hello", "empty", "link", "tool", "marked")) {
      Path file = source.resolve(name);
      var header = headerOf(file);
      byte[] content = header.isSymlink() ? new byte[0] : Files.readAllBytes(file);
      var expected = ReferenceProgram.ostree("checksum", file.toString()).strip();
      assertEquals(
          expected, ContentChecksum.of(header, new ByteArrayInputStream(content)).hex(), name);
    }
  }

  private static FileHeader headerOf(Path file) throws IOException {
    Map<String, Object> status =
        Files.readAttributes(file, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    int uid = (Integer) status.get("uid");
    int gid = (Integer) status.get("gid");
    int mode = (Integer) status.get("mode");
    if (Files.isSymbolicLink(file)) {
      String target = Files.readSymbolicLink(file).toString();
      return FileHeader.symlink(uid, gid, mode, target, Xattrs.EMPTY);
    }
    return FileHeader.regular(uid, gid, mode, xattrsOf(file));
  }

  private static Xattrs xattrsOf(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    var entries = new ArrayList<Xattr>();
    for (String name : view.list()) {
      var value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      entries.add(new Xattr("user." + name, value.array()));
    }
    return Xattrs.of(entries);
  }

  @Test
  void refspecsAreAcceptedAlike() {
    ostree("init", "--mode=archive");
    for (String text :
        List.of(
            "_a",
            "x.y",
            "z-",
            "é",
            "日本/語",
            "ⅷ",
            "½",
            "𝒳",
            "z\n",
            "r:z",
            "r:z\n",
            "z z",
            "x+y",
            ".z",
            "z/.y",
            "-z",
            "z//y",
            "/z",
            "z/",
            "z:y:x",
            ":z",
            "z:",
            "z/y:x",
            "\u0301",
            "“z”",
            "z\u0301",
            "z\u200d",
            "\u0e01\u0e31",
            "z\u203fy",
            "z\n\n",
            "z\r\n",
            "z\n\r",
            "z\r",
            "z\u000b",
            "z\f",
            "z\u0085",
            "z\u2028",
            "z\u2029",
            "z\u001c",
            "r\n:z",
            "٣",
            "z..",
            "z/-y")) {
      var command = List.of("ostree", "--repo=" + repo, "rev-parse", "--", text);
      var outcome = ReferenceProgram.run(command, Map.of());
      boolean refused = outcome.err().contains("Invalid refspec");
      assertEquals(refused, RefSpec.find(text).isEmpty(), text + ": " + outcome);
    }
  }
}
