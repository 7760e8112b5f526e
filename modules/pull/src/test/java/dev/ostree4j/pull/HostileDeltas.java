// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.pull.HostileScene.Piece;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.BadAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The ways to attack a pull by a static delta that are tried.
final class HostileDeltas {
  private static final DeltaOptions DEFAULTS = DeltaOptions.defaults();

  /// Each file that does not help another is a part of its own.
  private static final DeltaOptions MANY_PARTS = DEFAULTS.withMaxPartBytes(1);

  /// Files are fetched by themselves.
  private static final DeltaOptions FALLBACKS = DEFAULTS.withMinFallbackBytes(1);

  private static final String OTHER_SUPERBLOCK = " instead of ";
  private static final String NO_SUPERBLOCK = "The delta superblock is not in normal form";
  private static final String OTHER_PART = "Checksum mismatch in static delta part";
  private static final String LARGE = "exceeded maximum size";

  private final List<HostileCase> cases = new ArrayList<>();

  static List<HostileCase> all() {
    var all = new HostileDeltas();
    all.addSuperblocks();
    all.addUnlistedSuperblocks();
    all.addParts();
    all.addIndexes();
    all.addFallbacks();
    all.addConfigs();
    return all.cases;
  }

  private interface Script {
    void set(DeltaScene delta) throws IOException;
  }

  private interface Maker {
    Answer of(byte[] body);
  }

  private void add(String name, String refusal, DeltaOptions how, Script script) {
    HostileCase.Script set = scene -> script.set(scene.withDelta(how));
    cases.add(new HostileCase(name, set, refusal, RepoMode.BARE_USER));
  }

  private void addSuperblock(String what, String refusal, Maker maker) {
    add(
        "superblock: " + what,
        refusal,
        DEFAULTS,
        delta -> delta.answerSuperblock(maker.of(delta.superblock())));
  }

  private void addSuperblocks() {
    addSuperblock("cut off", "Download incomplete", b -> BadAnswer.truncated(b, b.length / 2));
    addSuperblock("cut off and announced so", OTHER_SUPERBLOCK, HostileDeltas::shorter);
    addSuperblock("one bit flipped", OTHER_SUPERBLOCK, HostileCases::flipped);
    addSuperblock("a byte too many", OTHER_SUPERBLOCK, HostileDeltas::longer);
    addSuperblock("empty", OTHER_SUPERBLOCK, b -> Answer.of(new byte[0]));
    addSuperblock("zeros", OTHER_SUPERBLOCK, b -> Answer.of(new byte[b.length]));
    addSuperblock("endless", LARGE, b -> BadAnswer.endless());
    addSuperblock("endless chunks", LARGE, b -> BadAnswer.endlessChunks());
    addSuperblock("announced as huge", LARGE, b -> BadAnswer.declaring(b, 1L << 50));
    addSuperblock("stalls", HostileCases.STALLED, b -> BadAnswer.stalled(b, 10));
    addSuperblock("broken server", "Server returned HTTP 500", b -> Answer.status(500));
    addSuperblock("redirects in a circle", "redirect", b -> Answer.redirect("/circle"));
    addSuperblock("gzip bomb", "gzip, which was not asked for", HostileDeltas::bomb);
    add(
        "superblock: another delta's",
        OTHER_SUPERBLOCK,
        DEFAULTS,
        delta -> delta.answerSuperblock(Answer.of(delta.otherSuperblock())));
  }

  /// What nobody listed must be right by itself.
  private void addUnlistedSuperblocks() {
    addUnlisted("a page for people", NO_SUPERBLOCK, b -> Answer.of(HostileCases.PAGE));
    addUnlisted("empty", NO_SUPERBLOCK, b -> Answer.of(new byte[0]));
    addUnlisted("cut off and announced so", NO_SUPERBLOCK, HostileDeltas::shorter);
    addUnlisted("zeros", NO_SUPERBLOCK, b -> Answer.of(new byte[b.length]));
    addUnlisted("endless", LARGE, b -> BadAnswer.endless());
    addUnlisted(
        "with another commit",
        " carries commit ",
        b -> Answer.of(HostileScene.replaced(b, "second", "sECOND")));
    add(
        "superblock that is not listed: another delta's",
        " is that of ",
        DEFAULTS,
        delta -> delta.unlisted().answerSuperblock(Answer.of(delta.otherSuperblock())));
  }

  private void addUnlisted(String what, String refusal, Maker maker) {
    add(
        "superblock that is not listed: " + what,
        refusal,
        DEFAULTS,
        delta -> delta.unlisted().answerSuperblock(maker.of(delta.superblock())));
  }

  private void addPart(String what, String refusal, Maker maker) {
    add("part: " + what, refusal, DEFAULTS, delta -> delta.answerPart(maker.of(delta.part(0))));
  }

  private void addParts() {
    addPart("missing", "Server returned HTTP 404", b -> Answer.status(404));
    addPart("broken server", "Server returned HTTP 500", b -> Answer.status(500));
    addPart("cut off", "Download incomplete", b -> BadAnswer.truncated(b, b.length / 2));
    addPart("cut off and announced so", OTHER_PART, HostileDeltas::shorter);
    addPart("one bit flipped", OTHER_PART, HostileCases::flipped);
    addPart("empty", OTHER_PART, b -> Answer.of(new byte[0]));
    addPart("zeros", OTHER_PART, b -> Answer.of(new byte[b.length]));
    addPart("a byte too many", LARGE, HostileDeltas::longer);
    addPart("endless", LARGE, b -> BadAnswer.endless());
    addPart("endless chunks", LARGE, b -> BadAnswer.endlessChunks());
    addPart("announced as huge", LARGE, b -> BadAnswer.declaring(b, 1L << 50));
    addPart("stalls", HostileCases.STALLED, b -> BadAnswer.stalled(b, 10));
    addPart("gzip bomb", "gzip, which was not asked for", HostileDeltas::bomb);
    add(
        "part: another part",
        OTHER_PART,
        MANY_PARTS,
        delta -> delta.answerPart(Answer.of(shortest(delta.part(1), delta.part(0).length))));
  }

  private void addIndexes() {
    addIndex("a page for people", "not in normal form", b -> Answer.of(HostileCases.PAGE));
    addIndex("cut off and announced so", "not in normal form", HostileDeltas::shorter);
    addIndex("cut off", "Download incomplete", b -> BadAnswer.truncated(b, 10));
    addIndex("endless", LARGE, b -> BadAnswer.endless());
    addIndex("announced as huge", LARGE, b -> BadAnswer.declaring(b, 1L << 50));
    addIndex("stalls", HostileCases.STALLED, b -> BadAnswer.stalled(b, 10));
    addIndex("broken server", "Server returned HTTP 500", b -> Answer.status(500));
    add(
        "index: names what is no delta",
        "Invalid delta name",
        DEFAULTS,
        delta -> {
          String name = delta.name.toString();
          String other = "../" + name.substring(3);
          delta.answerIndex(Answer.of(HostileScene.replaced(delta.index(), name, other)));
        });
    add(
        "index: lies about the superblock",
        OTHER_SUPERBLOCK,
        DEFAULTS,
        delta -> delta.answerIndex(Answer.of(delta.lyingIndex())));
  }

  private void addIndex(String what, String refusal, Maker maker) {
    add("index: " + what, refusal, DEFAULTS, delta -> delta.answerIndex(maker.of(delta.index())));
  }

  /// Files that are not in a part are fetched as any other.
  private void addFallbacks() {
    addFallback("one bit flipped", "Corrupted archive file", HostileCases::flipped);
    addFallback("missing", "Server returned HTTP 404", b -> Answer.status(404));
    addFallback("cut off", "Download incomplete", b -> BadAnswer.truncated(b, 5));
    HostileCase.Script swap =
        scene -> {
          scene.withDelta(FALLBACKS);
          scene.answer(Piece.FILE, Answer.of(scene.earlierBytes(Piece.FILE)));
        };
    String refusal = "Corrupted file object; checksum expected=";
    cases.add(new HostileCase("fallback: swapped for another", swap, refusal, RepoMode.BARE_USER));
  }

  private void addFallback(String what, String refusal, Maker maker) {
    HostileCase.Script script =
        scene -> {
          scene.withDelta(FALLBACKS);
          scene.answer(Piece.FILE, maker.of(scene.bytes(Piece.FILE)));
        };
    cases.add(new HostileCase("fallback: " + what, script, refusal, RepoMode.BARE_USER));
  }

  /// Asked whether there are indexes when a commit is pulled by its name.
  private void addConfigs() {
    addConfig("a page for people", "Parsing config", Answer.of(HostileCases.PAGE));
    addConfig("neither yes nor no", "Parsing config", config("indexed-deltas=perhaps"));
    addConfig("no archive", "Can't pull from archives with mode \"bare\"", config("mode=bare"));
    addConfig("larger than any", LARGE, Answer.of(new byte[1024 * 1024 + 1]));
    addConfig("endless", LARGE, BadAnswer.endless());
    addConfig("broken server", "Server returned HTTP 500", Answer.status(500));
  }

  private void addConfig(String what, String refusal, Answer answer) {
    add("config of deltas: " + what, refusal, DEFAULTS, delta -> delta.askByName(answer));
  }

  private static Answer config(String line) {
    return Answer.of(("[core]\n" + line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static Answer shorter(byte[] bytes) {
    return Answer.of(Arrays.copyOf(bytes, bytes.length - 1));
  }

  private static Answer longer(byte[] bytes) {
    return Answer.of(Arrays.copyOf(bytes, bytes.length + 1));
  }

  private static Answer bomb(byte[] bytes) {
    return BadAnswer.gzipBomb(HostileCases.BOMB_BYTES);
  }

  /// No more of a part than the one has in whose place it comes.
  private static byte[] shortest(byte[] part, int maxBytes) {
    return Arrays.copyOf(part, Math.min(part.length, maxBytes));
  }
}
