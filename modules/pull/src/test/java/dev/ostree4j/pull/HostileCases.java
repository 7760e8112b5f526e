// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.Tombstone;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.pull.HostileScene.Piece;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.BadAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// All the ways to attack a pull that are tried.
final class HostileCases {
  static final int BOMB_BYTES = 50_000_000;
  static final String STALLED = "Timeout was reached: nothing received for 400 milliseconds";
  static final byte[] PAGE = "<html>Welcome</html>".getBytes(StandardCharsets.US_ASCII);

  private final List<HostileCase> cases = new ArrayList<>();

  static List<HostileCase> all() {
    var all = new HostileCases();
    for (Piece piece : Piece.values()) {
      all.addTransport(piece);
      all.addContent(piece);
    }
    all.addRefs();
    all.addSummaries();
    all.addStructure();
    all.addAttached();
    all.addSignatures();
    all.addWrongSigners();
    all.addConfig();
    all.addMeta();
    all.addTombstones();
    all.addConfiguration();
    all.cases.addAll(HostileDeltas.all());
    return all.cases;
  }

  private void add(String name, String refusal, HostileCase.Script script) {
    cases.add(new HostileCase(name, script, refusal, RepoMode.ARCHIVE));
  }

  private interface Maker {
    Answer of(byte[] body);
  }

  private void add(Piece piece, String what, String refusal, Maker maker) {
    add(
        piece.name().toLowerCase(Locale.ROOT) + ": " + what,
        refusal,
        scene -> scene.answer(piece, maker.of(scene.bytes(piece))));
  }

  /// What HTTP itself shows to be wrong.
  private void addTransport(Piece piece) {
    add(
        piece,
        "cut off in the middle",
        "Download incomplete",
        b -> BadAnswer.truncated(b, b.length / 2));
    add(
        piece,
        "cut off before the first byte",
        "Download incomplete",
        b -> BadAnswer.truncated(b, 0));
    add(piece, "hang-up", "Server returned nothing", b -> BadAnswer.hangUp());
    add(
        piece,
        "announced longer than sent",
        "Download incomplete",
        b -> BadAnswer.declaring(b, b.length + 10));
    add(piece, "stalls in the middle", STALLED, b -> BadAnswer.stalled(b, b.length / 2));
    add(piece, "never answers", STALLED, b -> BadAnswer.silent());
    add(piece, "missing", "Server returned HTTP 404", b -> Answer.status(404));
    add(piece, "forbidden", "Server returned HTTP 403", b -> Answer.status(403));
    add(piece, "broken server", "Server returned HTTP 500", b -> Answer.status(500));
    add(piece, "redirects in a circle", "redirect", b -> Answer.redirect("/circle"));
    add(
        piece,
        "redirects to a file",
        "redirects to 'file:///etc/passwd', which is not followed",
        b -> Answer.redirect("file:///etc/passwd"));
    add(
        piece,
        "bomb of header lines",
        "the head is longer than",
        b -> BadAnswer.headerBomb(2_000_000));
    add(
        piece,
        "one endless header line",
        "the head is longer than",
        b -> BadAnswer.longHeader(BOMB_BYTES));
    add(
        piece,
        "no HTTP",
        "is no HTTP",
        b -> BadAnswer.raw("220 mail.example.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)));
    add(piece, "broken chunks", "'zz' is no length of a chunk", b -> BadAnswer.brokenChunks(b));
    add(piece, "negative length", "'-5' is no length", HostileCases::negative);
  }

  /// What is well sent and wrong.
  private void addContent(Piece piece) {
    if (piece == Piece.FILE) {
      addFile();
    } else {
      addMetadata(piece);
    }
    add(piece, "says gzip and is not", "gzip, which was not asked for", BadAnswer::brokenGzip);
    add(piece, "gzip bomb", "gzip, which was not asked for", b -> BadAnswer.gzipBomb(BOMB_BYTES));
    String type = piece == Piece.TREE ? "dirtree" : piece.name().toLowerCase(Locale.ROOT);
    add(
        piece.name().toLowerCase(Locale.ROOT) + ": swapped for an earlier one",
        "Corrupted " + type + " object; checksum expected=",
        s -> s.answer(piece, Answer.of(s.earlierBytes(piece))));
  }

  private void addMetadata(Piece piece) {
    String type = piece == Piece.TREE ? "dirtree" : "commit";
    String other = "Corrupted " + type + " object; checksum expected=";
    String large = "exceeded maximum size";
    add(piece, "empty", other, b -> Answer.of(new byte[0]));
    add(piece, "one bit flipped", other, HostileCases::flipped);
    add(piece, "cut off and announced so", other, b -> Answer.of(Arrays.copyOf(b, b.length - 1)));
    add(piece, "a byte too many", other, b -> Answer.of(Arrays.copyOf(b, b.length + 1)));
    add(piece, "zeros", other, b -> Answer.of(new byte[b.length]));
    add(piece, "a page for people", other, b -> Answer.of(PAGE));
    add(piece, "endless", large, b -> BadAnswer.endless());
    add(piece, "endless chunks", large, b -> BadAnswer.endlessChunks());
    add(piece, "announced as huge", large, b -> BadAnswer.declaring(b, 1L << 50));
  }

  private void addFile() {
    Piece file = Piece.FILE;
    add(file, "empty", "File header is cut short", b -> Answer.of(new byte[0]));
    add(file, "one bit flipped", "Corrupted archive file", HostileCases::flipped);
    add(
        file,
        "cut off and announced so",
        "Need more input",
        b -> Answer.of(Arrays.copyOf(b, b.length - 1)));
    add(file, "zeros", "File header size is zero", b -> Answer.of(new byte[b.length]));
    add(file, "a page for people", "File header size 1013478509", b -> Answer.of(PAGE));
  }

  private static Answer negative(byte[] bytes) {
    return BadAnswer.raw(
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nbytes".getBytes(StandardCharsets.US_ASCII));
  }

  static Answer flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length - 1] ^= 1;
    return Answer.of(copy);
  }

  private void addRefs() {
    add("ref: no checksum", "Invalid rev", s -> s.ref("main\n"));
    add("ref: a checksum too short", "Invalid rev", s -> s.ref(s.second.toString().substring(1)));
    add("ref: upper case", "Invalid rev", s -> s.ref(s.second.toString().toUpperCase(Locale.ROOT)));
    add("ref: a path", "Invalid rev", s -> s.ref("../../config"));
    add("ref: empty", "Invalid rev", s -> s.ref(""));
    add("ref: a huge page", "exceeded maximum size", s -> s.ref("x".repeat(1 << 20)));
    add("ref: a commit that is not there", "404", s -> s.ref("0".repeat(64)));
    add("ref: names a directory", "404", s -> s.ref(s.name(Piece.TREE).checksum() + "\n"));
  }

  private void addSummaries() {
    addSummary("empty", "Not normal form", s -> Answer.of(new byte[0]));
    addSummary("zeros", "Not normal form", s -> Answer.of(new byte[4096]));
    addSummary("a page for people", "Not normal form", s -> Answer.of(PAGE));
    addSummary(
        "not in normal form", "Invalid summary: Not normal form", s -> Answer.of(notNormal(s)));
    addSummary(
        "cut off and announced so",
        "Not normal form",
        s -> Answer.of(Arrays.copyOf(summary(s), summary(s).length - 3)));
    addSummary(
        "a ref which climbs",
        "Invalid ref name",
        s -> Answer.of(s.summaryWith("aaaa\0", "../a\0")));
    addSummary(
        "a ref with a line end",
        "Invalid ref name",
        s -> Answer.of(s.summaryWith("aaaa\0", "aa\na\0")));
    addSummary(
        "a ref with an empty part",
        "Invalid ref name",
        s -> Answer.of(s.summaryWith("aaaa\0", "a//a\0")));
    addSummary(
        "refs out of order", "out of order", s -> Answer.of(s.summaryWith("aaaa\0", "zzzz\0")));
    addSummary("a ref twice", "out of order", s -> Answer.of(s.summaryWith("aaaa\0", "main\0")));
    addSummary("endless", "exceeded maximum size", s -> BadAnswer.endless());
    addSummary("gzip bomb", "gzip, which was not asked for", s -> BadAnswer.gzipBomb(BOMB_BYTES));
    addSummary("cut off", "Download incomplete", s -> BadAnswer.truncated(summary(s), 10));
    addSummary("stalls", STALLED, s -> BadAnswer.stalled(summary(s), 10));
    addSummary(
        "of a repository that cannot be read so",
        "Can't pull from archives with mode \"bare-xyz-w\"",
        s -> Answer.of(s.summaryWith("archive-z2", "bare-xyz-w")));
    add(
        "summary: missing",
        "does not have a summary",
        s -> s.mirror().server.answer("/summary", Answer.status(404)));
  }

  private interface SummaryMaker {
    Answer of(HostileScene scene) throws IOException;
  }

  private void addSummary(String what, String refusal, SummaryMaker maker) {
    add("summary: " + what, refusal, s -> s.mirror().server.answer("/summary", maker.of(s)));
  }

  private static byte[] summary(HostileScene scene) throws IOException {
    return read(scene, "summary");
  }

  /// One more byte of padding than there may be.
  private static byte[] notNormal(HostileScene scene) throws IOException {
    return Arrays.copyOf(summary(scene), summary(scene).length + 8);
  }

  /// What is said about a commit, where it must say who signed it.
  private void addAttached() {
    addAttached("a page for people", PAGE);
    addAttached("one byte", new byte[] {9});
    addTransport("commitmeta");
  }

  private void addAttached(String what, byte[] body) {
    add(
        "commitmeta: " + what,
        "Not normal form",
        s -> {
          s.server.answer(s.attachedPath(), Answer.of(body));
          s.demandSignatures();
        });
  }

  private void addSignatures() {
    addTransport("summary.sig");
    add(
        "summary.sig: a page for people",
        "no signatures found",
        s -> {
          s.server.answer("/summary.sig", Answer.of(PAGE));
          s.addRemote(
              RemoteDraft.of("origin")
                  .withUrl(s.server.address().toString())
                  .withOption("gpg-verify-summary", "true"));
        });
  }

  /// Good signatures, but by others or of something else.
  private void addWrongSigners() {
    add(
        "commitmeta: signed by another key",
        "Signature couldn't be verified with: key",
        s -> {
          s.source.sign(s.second, TestKey.make().signer());
          s.demandSignatures("sign-verify", TestKey.make());
        });
    add(
        "commitmeta: the signature of another commit",
        "Signature couldn't be verified with: key",
        s -> {
          TestKey key = TestKey.make();
          byte[] other = s.earlierBytes(Piece.COMMIT);
          s.source.attach(s.second, SignedMetadata.empty().with(key.signer(), other).toDict());
          s.demandSignatures("sign-verify", key);
        });
    add(
        "summary.sig: signed by another key",
        "Signature couldn't be verified with: key",
        s -> {
          s.summarise(TestKey.make());
          s.demandSignatures("sign-verify-summary", TestKey.make());
        });
    add(
        "summary.sig: replayed over another summary",
        "Signature couldn't be verified with: key",
        s -> {
          TestKey key = TestKey.make();
          s.summarise(key);
          s.server.answer("/summary.sig", Answer.of(read(s, "summary.sig")));
          s.source.commit("bbbb", "new", 1);
          s.summarise(key);
          s.demandSignatures("sign-verify-summary", key);
        });
    add(
        "summary: of another collection",
        "Commit has collection ID ‘org.example.Evil’",
        s -> {
          s.offerShared("org.example.Evil");
          s.addRemote(
              RemoteDraft.of("origin")
                  .withUrl(s.server.address().toString())
                  .withOption("collection-id", "org.example.Good"));
        });
  }

  private static byte[] read(HostileScene scene, String name) throws IOException {
    return Files.readAllBytes(scene.served.resolve(name));
  }

  /// Asked for when the summary does not say how the repository stores files.
  private void addConfig() {
    addFile("config: a page for people", "Parsing config", Answer.of(PAGE));
    addFile(
        "config: of a repository that cannot be read so",
        "Can't pull from archives with mode \"bare\"",
        Answer.of("[core]\nmode=bare\n".getBytes(StandardCharsets.US_ASCII)));
    addTransport("config");
  }

  private void addTransport(String kind) {
    byte[] body = new byte[100];
    addFile(kind + ": cut off", "Download incomplete", BadAnswer.truncated(body, 10));
    addFile(kind + ": stalls", STALLED, BadAnswer.stalled(body, 10));
    addFile(kind + ": endless", "exceeded maximum size", BadAnswer.endless());
    addFile(
        kind + ": announced as huge", "exceeded maximum size", BadAnswer.declaring(body, 1L << 50));
    addFile(kind + ": gzip bomb", "gzip, which was not asked for", BadAnswer.gzipBomb(BOMB_BYTES));
    addFile(kind + ": broken server", "Server returned HTTP 500", Answer.status(500));
    addFile(kind + ": redirects in a circle", "redirect", Answer.redirect("/circle"));
  }

  /// The kind of file is the first word of the name.
  private void addFile(String name, String refusal, Answer answer) {
    add(
        name,
        refusal,
        s -> {
          switch (name.substring(0, name.indexOf(':'))) {
            case "commitmeta" -> s.server.answer(s.attachedPath(), answer);
            case "summary.sig" -> s.server.answer("/summary.sig", answer);
            default -> {
              byte[] silent = s.summaryWith("ostree.summary.mode", "ostree.summary.modx");
              s.server.answer("/summary", Answer.of(silent)).answer("/config", answer);
            }
          }
        });
  }

  private void addMeta() {
    byte[] good = new DirMeta(0, 0, 040700, Xattrs.EMPTY).bytes();
    addMeta("random", "Not in normal form", s -> s.offerMeta(new byte[] {1, 2, 3}));
    addMeta("padded", "Not in normal form", s -> s.offerMeta(Arrays.copyOf(good, good.length + 8)));
    String other = "Corrupted dirmeta object; checksum expected=";
    addMeta("zeros", other, s -> s.server.answer(s.offerMeta(good), Answer.of(new byte[12])));
    addMeta("empty", other, s -> s.server.answer(s.offerMeta(good), Answer.of(new byte[0])));
    addMeta(
        "one bit flipped",
        other,
        s -> {
          byte[] changed = good.clone();
          changed[changed.length - 1] ^= 1;
          s.server.answer(s.offerMeta(good), Answer.of(changed));
        });
    addMeta(
        "cut off",
        "Download incomplete",
        s -> s.server.answer(s.offerMeta(good), BadAnswer.truncated(good, 5)));
    addMeta(
        "endless",
        "exceeded maximum size",
        s -> s.server.answer(s.offerMeta(good), BadAnswer.endless()));
    addMeta("missing", "404", s -> s.server.answer(s.offerMeta(good), Answer.status(404)));
  }

  private void addMeta(String what, String refusal, HostileCase.Script script) {
    add("dirmeta: " + what, refusal, script);
  }

  /// Objects whose names are right, and whose bytes are not allowed.
  private void addStructure() {
    long later = 1_800_000_000L;
    add(
        "tree: a name which climbs",
        "Invalid / in filename ../x",
        s -> s.offerTree(s.treeWith("own0", "../x"), later));
    add(
        "tree: a name with a slash",
        "Invalid / in filename ow/0",
        s -> s.offerTree(s.treeWith("own0", "ow/0"), later));
    add(
        "tree: names out of order",
        "is not in order",
        s -> s.offerTree(s.treeWith("own0", "zzzz"), later));
    add(
        "tree: a name twice",
        "Duplicate filename 'own1'",
        s -> s.offerTree(s.treeWith("own0", "own1"), later));
    add(
        "tree: padded",
        "Not in normal form",
        s -> s.offerTree(Arrays.copyOf(s.tree(), s.tree().length + 8), later));
    add("tree: random", "Not in normal form", s -> s.offerTree(new byte[] {1, 2, 3, 4, 5}, later));
    add(
        "commit: padded",
        "Not in normal form",
        s -> s.offerCommit(Arrays.copyOf(s.bytes(Piece.COMMIT), s.bytes(Piece.COMMIT).length + 1)));
    add("commit: random", "Not in normal form", s -> s.offerCommit(new byte[] {1, 2, 3, 4, 5}));
    add(
        "commit: older than ours",
        "is chronologically older than current revision",
        s -> {
          s.options = s.options.withTimestamps(new TimestampCheck.AgainstRef());
          s.offerTree(s.tree(), 1_000_000_000L);
        });
    add(
        "commit: bound to another ref",
        "Commit has no requested ref ‘main’",
        s -> s.ref(s.source.commitBound("main", "elsewhere") + "\n"));
    add(
        "commit: of no collection",
        "Expected commit metadata to have ref binding",
        s ->
            s.addRemote(
                RemoteDraft.of("origin")
                    .withUrl(s.server.address().toString())
                    .withOption("collection-id", "org.example.Other")));
  }

  private void addTombstones() {
    byte[] other = new Tombstone(Checksum.ofContent(PAGE)).bytes();
    addTombstone("missing", "Server returned HTTP 404", Answer.status(404));
    addTombstone("empty", "Invalid tombstone: no commit", Answer.of(new byte[0]));
    addTombstone("a page for people", "Not in normal form", Answer.of(PAGE));
    addTombstone("of another commit", "the tombstone is of ", Answer.of(other));
    addTombstone("cut off", "Download incomplete", BadAnswer.truncated(other, 10));
    addTombstone("larger than any", "exceeded maximum size", Answer.of(new byte[4097]));
    addTombstone("endless", "exceeded maximum size", BadAnswer.endless());
  }

  private void addTombstone(String what, String refusal, Answer answer) {
    add("tombstone: " + what, refusal, s -> s.server.answer(s.cutHistory(), answer));
  }

  private void addConfiguration() {
    add(
        "a ref which climbs is asked for",
        "Invalid ref",
        s -> s.request = PullRequest.of(List.of(RefName.parse("../main"))));
    add(
        "a remote whose name climbs",
        "nvalid remote name",
        s -> s.addRemote(RemoteDraft.of("../x").withUrl("http://localhost")));
    add(
        "an address with a line end",
        "Control character in value of url",
        s -> s.addRemote(RemoteDraft.of("x").withUrl("http://localhost\n[core]\nmode=bare")));
    add(
        "an option with a line end",
        "Control character in value of a",
        s ->
            s.addRemote(RemoteDraft.of("x").withUrl("http://localhost").withOption("a", "b\nc=d")));
    add(
        "a collection that is none",
        "Invalid collection ID bad of remote \"origin\"",
        s ->
            s.addRemote(
                RemoteDraft.of("origin")
                    .withUrl(s.server.address().toString())
                    .withOption("collection-id", "bad")));
    add(
        "an address without a host",
        "No http:// or https:// with a host",
        s -> s.options = s.options.withUrl("http://"));
    add(
        "an address of another kind",
        "Invalid URI scheme",
        s -> s.options = s.options.withUrl("ftp://localhost/"));
    add(
        "nobody listens",
        "Couldn't connect to server",
        s -> s.options = s.options.withUrl(s.nobody.address().toString()));
    add(
        "slow below the limit",
        "Operation too slow",
        s -> {
          s.options =
              s.options.withNetwork(
                  FetchOptions.defaults()
                      .withRetries(0)
                      .withLowSpeedLimit(1_000, Duration.ofMillis(500)));
          s.answer(Piece.FILE, BadAnswer.dripping(new byte[10_000], Duration.ofMillis(50)));
        });
  }
}
