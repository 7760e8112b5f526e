// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.delta.DeltaReport;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullEvent;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullReport;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The steps of `quickstart` that need a second machine; this one plays both, over loopback.
final class QuickStartNet {
  private static final String ORIGIN = "origin";

  private final StepLog log;
  private final Path scratch;
  private final RefName branch;
  private final long objects;
  private final QuickStartKey key;

  /// @param objects about how many objects a pull brings
  QuickStartNet(StepLog log, Path scratch, RefName branch, long objects) throws IOException {
    this.log = log;
    this.scratch = scratch;
    this.branch = branch;
    this.objects = objects;
    this.key = QuickStartKey.make();
  }

  /// @param publish has both commits, and the branch at the first
  void run(Repo publish, Checksum first, Checksum second) throws IOException {
    log.step(
        "Sign both commits and the summary with a new key",
        "ostree --repo=publish sign --keys-file=secret COMMIT; ostree --repo=publish summary -u"
            + " --sign=KEY",
        () -> sign(publish, List.of(first, second)));
    try (FileServer server =
        FileServer.start(scratch.resolve("publish"), FileServerOptions.defaults())) {
      String address = server.uri().toString();
      log.step(
          "Serve it, and pull it elsewhere; only what is signed is taken",
          "ostree --repo=publish trivial-httpd -P 8080; ostree --repo=device pull origin "
              + branch.text(),
          () -> pullFirst(address, first));
      log.step(
          "Update: publish the second commit with a delta, and pull again",
          "ostree --repo=publish static-delta generate --from=FIRST " + branch.text(),
          () -> update(publish, first, second));
      log.step(
          "Change one byte on the server, and pull into a third repository",
          "ostree --repo=other pull origin " + branch.text(),
          () -> tamper(publish, address, second));
    }
  }

  private Checksum sign(Repo publish, List<Checksum> commits) throws IOException {
    Signer signer = key.signer();
    try (Transaction transaction = publish.begin()) {
      for (Checksum commit : commits) {
        byte[] bytes = publish.objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
        SignedMetadata signed = SignedMetadata.empty().with(signer, bytes);
        transaction.writeDetachedMetadata(commit, Optional.of(signed.toDict()));
      }
      transaction.publish();
    }
    writeSummary(publish);
    log.say("public key " + key.publicText());
    return commits.getFirst();
  }

  private void writeSummary(Repo publish) throws IOException {
    new SummaryWriter(publish, SummaryOptions.defaults().withSigner(key.signer())).write();
  }

  private Checksum pullFirst(String address, Checksum first) throws IOException {
    log.say("the server listens at " + address);
    try (Repo device = create("device", address)) {
      PullReport pulled = pull(device);
      log.say(
          pulled.remote().metadata()
              + " metadata and "
              + pulled.remote().content()
              + " content objects, "
              + SizeText.of(pulled.bytesTransferred())
              + " over the net, each one verified");
      return require(device, first);
    }
  }

  private Checksum update(Repo publish, Checksum first, Checksum second) throws IOException {
    DeltaReport made =
        new DeltaMaker(publish, DeltaOptions.defaults(), DeltaListener.NONE)
            .make(DeltaName.between(first, second));
    try (Transaction transaction = publish.begin()) {
      transaction.setRef(RefSpec.of(branch), Optional.of(second));
      transaction.publish();
    }
    writeSummary(publish);
    log.say("the delta takes " + SizeText.of(made.compressedBytes() + made.superblockBytes()));
    try (Repo device = Repo.open(scratch.resolve("device"))) {
      PullReport pulled = pull(device);
      log.say(
          SizeText.of(pulled.bytesTransferred())
              + " over the net for what "
              + (made.wholeFiles() + made.copiedFiles() + made.patchedFiles())
              + " changed files take");
      return require(device, second);
    }
  }

  /// What was signed is not what is served any more: nothing of it may become visible.
  private String tamper(Repo publish, String address, Checksum second) throws IOException {
    var name = new ObjectName(second, ObjectType.COMMIT);
    Path commit = scratch.resolve("publish/objects").resolve(name.loosePath(true));
    byte[] original = Files.readAllBytes(commit);
    byte[] changed = original.clone();
    changed[changed.length - 1] ^= 1;
    Files.write(commit, changed);
    try (Repo other = create("other", address)) {
      String refusal = refusal(other);
      log.say("refused: " + refusal);
      if (other.refs().find(RefSpec.of(new RemoteName(ORIGIN), branch)).isPresent()) {
        throw new CommandException("what was changed on the server was taken");
      }
      return refusal;
    } finally {
      Files.write(commit, original);
    }
  }

  private String refusal(Repo other) throws IOException {
    try {
      pull(other);
    } catch (IOException e) {
      return ErrorText.of(e);
    }
    throw new CommandException("what was changed on the server was taken");
  }

  private Repo create(String name, String address) throws IOException {
    Repo repo = Repo.create(scratch.resolve(name), RepoMode.BARE_USER);
    RemoteDraft remote =
        RemoteDraft.of(ORIGIN)
            .withUrl(address)
            .withOption("gpg-verify", "false")
            .withOption("sign-verify", "ed25519")
            .withOption("sign-verify-summary", "ed25519")
            .withOption("verification-ed25519-key", key.publicText());
    repo.remotes().add(remote, RemoteStore.IfPresent.REFUSE);
    return repo;
  }

  private PullReport pull(Repo into) throws IOException {
    var bar = new ProgressBar(log.console(), "   pulling", objects);
    PullReport pulled =
        new Puller(
                into,
                PullOptions.defaults(),
                event -> {
                  if (event instanceof PullEvent.Imported) {
                    bar.advance();
                  }
                })
            .pull(ORIGIN, PullRequest.of(List.of(branch)));
    bar.end();
    return pulled;
  }

  private Checksum require(Repo repo, Checksum wanted) throws IOException {
    Checksum found = repo.refs().resolve(ORIGIN + ":" + branch.text());
    if (!found.equals(wanted)) {
      throw new CommandException("the pull brought " + found + " instead of " + wanted);
    }
    return found;
  }
}
