// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.delta.SignedSuperblock;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.Signer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Deltas which bring one large file that changed in many places, made in a small heap, and applied
/// in one of 64 MiB, whatever the size; and one which lies in its superblock.
@Tag("slow")
class LargeDeltaIT {
  private static final int CHUNK_BYTES = 1_000_000;

  /// The first pair of RFC 8032, 7.1: the secret key is seed and public key.
  private static final String SECRET =
      "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg==";

  private static final String KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  @TempDir private Path scratch;

  @Test
  void aFileFourTimesAsLargeAsTheHeap() throws IOException {
    bring(new ChildJvm("64m"), 256L << 20);
  }

  /// Minutes, so it runs only when asked for: `OSTREE4J_HUGE=1 ./mvnw verify`.
  @Test
  @EnabledIfEnvironmentVariable(named = "OSTREE4J_HUGE", matches = "1")
  void aFileOfFourGibibytes() throws IOException {
    bring(new ChildJvm("192m"), (4L << 30) + 1);
  }

  /// Its parts are as large as what is kept in memory elsewhere, or a little smaller.
  @Test
  void aSuperblockLargerThanTheHeap() throws IOException {
    int files = 52;
    var cli = new Cli(scratch);
    cli.run("--repo=server", "init", "--mode=archive").ok();
    Path tree = Files.createDirectories(scratch.resolve("tree"));
    for (int i = 0; i < files; i++) {
      byte[] bytes = new byte[(1 << 20) - i % 2 * CHUNK_BYTES / 10];
      new Random(i).nextBytes(bytes);
      Files.write(tree.resolve("random" + i), bytes);
    }
    String commit = cli.run("--repo=server", "commit", "-b", "main", "tree").ok().strip();
    new ChildJvm("48m")
        .succeed(
            "--repo=" + scratch.resolve("server"),
            "static-delta",
            "generate",
            "--empty",
            "--inline",
            "--max-chunk-size=1",
            "--min-fallback-size=0",
            "main");
    DeltaName name = DeltaName.fromScratch(Checksum.parse(commit));
    Path superblock = scratch.resolve("server").resolve(name.superblockPath());
    assertTrue(Files.size(superblock) > 48L << 20);
    cli.run("--repo=server", "summary", "-u").ok();

    cli.run("--repo=client", "init", "--mode=bare-user").ok();
    apply(new ChildJvm("40m"), superblock, "client");
    cli.run("--repo=client", "fsck", "-q").ok();
    cli.run("--repo=client", "ls", commit).ok();
    applySigned(new ChildJvm("40m"), cli, superblock);
    pull(new ChildJvm("40m"), cli, "by-file", scratch.resolve("server").toUri());
    try (var server = FileServer.start(scratch.resolve("server"), FileServerOptions.defaults())) {
      pull(new ChildJvm("40m"), cli, "by-http", server.uri());
    }
  }

  private void applySigned(ChildJvm applier, Cli cli, Path superblock) throws IOException {
    byte[] plain = Files.readAllBytes(superblock);
    Signer signer = SignatureEngines.standard().resolve("ed25519").signer(SECRET);
    Variant signatures =
        Variant.array(VariantType.BYTES, List.of(Variant.bytes(signer.sign(plain))));
    VariantDict dict = VariantDict.empty().put(signer.metadataKey(), signatures);
    Path signed = scratch.resolve("signed");
    Files.write(signed, SignedSuperblock.of(plain, dict).bytes());
    cli.run("--repo=signed-client", "init", "--mode=bare-user").ok();
    String repo = "--repo=" + scratch.resolve("signed-client");
    applier.succeed(repo, "static-delta", "apply-offline", signed.toString(), KEY);
    cli.run("--repo=signed-client", "fsck", "-q").ok();
  }

  private void pull(ChildJvm puller, Cli cli, String name, URI server) {
    cli.run("--repo=" + name, "init", "--mode=bare-user").ok();
    cli.run("--repo=" + name, "remote", "add", "--no-gpg-verify", "origin", server.toString()).ok();
    String repo = "--repo=" + scratch.resolve(name);
    puller.succeed(repo, "pull", "--require-static-deltas", "origin", "main");
    cli.run("--repo=" + name, "fsck", "-q").ok();
  }

  private void bring(ChildJvm maker, long sizeBytes) throws IOException {
    var cli = new Cli(scratch);
    cli.run("--repo=server", "init", "--mode=archive").ok();
    Path tree = Files.createDirectories(scratch.resolve("tree"));
    makeSmallFiles(tree);
    mark(tree.resolve("large"), sizeBytes, 1);
    String first = cli.run("--repo=server", "commit", "-b", "main", "tree").ok().strip();
    mark(tree.resolve("large"), sizeBytes, 3);
    String second = cli.run("--repo=server", "commit", "-b", "main", "tree").ok().strip();
    Files.delete(tree.resolve("large"));

    Path update = generate(maker, "update", "main");
    Path all = generate(maker, "all", "--empty", "--min-fallback-size=0", "main");
    assertTrue(sizeOf(update) < sizeOf(all) / 4 * 3, sizeOf(update) + " of " + sizeOf(all));

    cli.run("--repo=client", "init", "--mode=archive").ok();
    cli.run("--repo=client", "pull-local", "server", first).ok();
    apply(new ChildJvm("64m"), update, "client");
    cli.run("--repo=client", "fsck", "-q").ok();
    cli.run("--repo=client", "ls", second).ok();
    cli.run("--repo=fresh", "init", "--mode=archive").ok();
    apply(new ChildJvm("64m"), all, "fresh");
    cli.run("--repo=fresh", "fsck", "-q").ok();
    cli.run("--repo=fresh", "ls", second).ok();
  }

  private static void makeSmallFiles(Path tree) throws IOException {
    var random = new Random(2);
    for (int i = 0; i < 5; i++) {
      byte[] bytes = new byte[CHUNK_BYTES / 3];
      random.nextBytes(bytes);
      Files.write(tree.resolve("small" + i), bytes);
    }
  }

  /// Makes a sparse file, or changes one in every so many of its places.
  private static void mark(Path file, long sizeBytes, int step) throws IOException {
    var random = new Random(step);
    byte[] bytes = new byte[3_000];
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(sizeBytes);
      for (long at = 4_096; at < sizeBytes - bytes.length; at += (long) step << 20) {
        random.nextBytes(bytes);
        open.seek(at);
        open.write(bytes);
      }
    }
  }

  private Path generate(ChildJvm maker, String name, String... words) throws IOException {
    Path directory = Files.createDirectories(scratch.resolve(name));
    Path superblock = directory.resolve("superblock");
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "--repo=" + scratch.resolve("server"),
                    "static-delta",
                    "generate",
                    "--filename=" + superblock,
                    "--max-chunk-size=1"),
                Stream.of(words))
            .toArray(String[]::new);
    maker.succeed(arguments);
    try (DeltaFiles files = DeltaFiles.open(superblock)) {
      for (PartHeader part : files.superblock().parts()) {
        assertTrue(
            part.objects().size() == 1 || part.uncompressedBytes() <= CHUNK_BYTES, part::toString);
      }
      assertTrue(files.superblock().fallbacks().isEmpty());
    }
    return superblock;
  }

  private static long sizeOf(Path superblock) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.list(superblock.getParent())) {
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  private void apply(ChildJvm applier, Path delta, String name) {
    String repo = "--repo=" + scratch.resolve(name);
    applier.succeed(repo, "static-delta", "apply-offline", delta.toString());
  }
}
