// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives made to break out, to exhaust or to confuse.
class HostileArchiveTest {

  private static final byte PAX = 'x';

  @TempDir Path temporary;
  private Repo repo;
  private Transaction transaction;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final GnuTarWriter tar = new GnuTarWriter(bytes);

  @BeforeEach
  void open() throws IOException {
    repo = Repo.create(temporary.resolve("repo"), RepoMode.ARCHIVE);
    transaction = repo.begin();
    entry(GnuTarWriter.DIRECTORY, "./", "", "");
  }

  @AfterEach
  void close() throws IOException {
    transaction.close();
    repo.close();
  }

  private void entry(byte type, String name, String target, String content) throws IOException {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    tar.begin(new GnuTarWriter.Entry(type, name, target, 0755, 0, 0, data.length, 0));
    tar.content(data, 0, data.length);
    tar.end();
  }

  private MutableTree read() throws IOException {
    tar.finish();
    return read(bytes.toByteArray());
  }

  private MutableTree read(byte[] archive) throws IOException {
    MutableTree tree = MutableTree.empty();
    new TarImporter(transaction, ImportOptions.defaults(), TarOptions.defaults())
        .read(new ByteArrayInputStream(archive), tree);
    return tree;
  }

  private String refusal() {
    return assertThrows(TreeException.class, this::read).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "/../x", "..", "a/.."})
  void namesThatLeadUpAreRefused(String name) throws IOException {
    entry(GnuTarWriter.REGULAR, name, "", "x");
    assertEquals(
        "While making relative path \"" + name + "\":Invalid uplink '..' in path " + name,
        refusal());
  }

  @Test
  void absoluteNamesStayInside() throws IOException {
    entry(GnuTarWriter.REGULAR, "//etc-passwd", "", "x");
    assertEquals(true, read().findFile("etc-passwd").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/../etc/passwd"})
  void hardLinksThatLeadUpAreRefused(String target) throws IOException {
    entry(GnuTarWriter.HARD_LINK, "link", target, "");
    assertEquals(true, refusal().contains("Invalid uplink '..'"));
  }

  @Test
  void hardLinksToWhatIsNotInTheArchiveAreRefused() throws IOException {
    entry(GnuTarWriter.HARD_LINK, "link", "/etc/passwd", "");
    assertEquals(true, refusal().endsWith("No such file or directory: etc/passwd"));
  }

  @Test
  void hardLinksInACircleEnd() throws IOException {
    entry(GnuTarWriter.HARD_LINK, "a", "b", "");
    entry(GnuTarWriter.HARD_LINK, "b", "a", "");
    assertEquals(true, refusal().contains("No such file or directory"));
  }

  @Test
  void filesBelowASymlinkAreRefused() throws IOException {
    entry(GnuTarWriter.SYMLINK, "out", "/etc", "");
    entry(GnuTarWriter.REGULAR, "out/passwd", "", "x");
    assertEquals("No such file or directory: out", refusal());
  }

  @ParameterizedTest
  @ValueSource(bytes = {'3', '4', '6'})
  void devicesAreRefused(byte type) throws IOException {
    entry(type, "dev", "", "");
    assertEquals("Unsupported file type for path \"dev\"", refusal());
  }

  @Test
  void aSymlinkToNowhereIsRefused() throws IOException {
    entry(GnuTarWriter.SYMLINK, "link", "", "");
    assertEquals("Invalid symlink target of \"link\"", refusal());
  }

  @Test
  void paxNamesAreCheckedLikeOthers() throws IOException {
    entry(PAX, "pax", "", "14 path=../up\n");
    entry(GnuTarWriter.REGULAR, "harmless", "", "x");
    assertEquals(true, refusal().contains("Invalid uplink"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99 path=x\n",
        "9 path=x",
        "path=x\n",
        "0 path=x\n",
        "99999999999999999999 path=x\n",
        "12 size=-5\n",
        "30 size=99999999999999999999\n",
        "6 =xy\n",
        "17 uid=99999999999\n",
        "23 SCHILY.xattr.=empty\n",
        "31 LIBARCHIVE.xattr.a=!!!!!!!A\n"
      })
  void damagedPaxHeadersAreRefused(String records) throws IOException {
    entry(PAX, "pax", "", records);
    entry(GnuTarWriter.REGULAR, "file", "", "x");
    assertThrows(TreeException.class, this::read);
  }

  @Test
  void aNulInAPaxNameIsRefused() throws IOException {
    entry(PAX, "pax", "", "12 path=a\0b\n");
    entry(GnuTarWriter.REGULAR, "file", "", "x");
    assertThrows(TreeException.InvalidName.class, this::read);
  }

  @Test
  void aHugeExtendedHeaderIsRefusedBeforeItIsRead() throws IOException {
    tar.begin(new GnuTarWriter.Entry(PAX, "pax", "", 0, 0, 0, 1L << 33, 0));
    assertEquals(true, refusal().startsWith("Extended tar header of "));
  }

  @Test
  void pathsThatAreTooDeepAreRefused() throws IOException {
    String deep = "d/".repeat(3000);
    MutableTree tree = MutableTree.empty();
    entry(GnuTarWriter.REGULAR, deep + "x", "", "x");
    tar.finish();
    var options = TarOptions.defaults().withMissingParents(TarOptions.MissingParents.CREATE);
    var importer = new TarImporter(transaction, ImportOptions.defaults(), options);
    assertThrows(
        TreeException.InvalidName.class,
        () -> importer.read(new ByteArrayInputStream(bytes.toByteArray()), tree));
  }

  @Test
  void cutArchivesAreRefused() throws IOException {
    entry(GnuTarWriter.REGULAR, "file", "", "x".repeat(2000));
    tar.finish();
    byte[] whole = bytes.toByteArray();
    for (int length : new int[] {100, 700, 1100, 2000}) {
      assertThrows(TreeException.class, () -> read(Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void noiseIsNoArchive() {
    var noise = new byte[4096];
    new Random(1).nextBytes(noise);
    noise[0] = 'n';
    var e = assertThrows(TreeException.BadArchive.class, () -> read(noise));
    assertEquals("Unrecognized archive format", e.getMessage());
  }

  @Test
  void flippedBytesNeverMakeMoreThanADeclaredException() throws IOException {
    entry(PAX, "pax", "", "30 SCHILY.xattr.user.name=val\n");
    entry(GnuTarWriter.REGULAR, "n".repeat(120), "", "content");
    entry(GnuTarWriter.SYMLINK, "link", "m".repeat(120), "");
    tar.finish();
    byte[] whole = bytes.toByteArray();
    var random = new Random(42);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        read(damaged);
      } catch (IOException e) {
        // That is what it is for.
      }
    }
  }
}
