// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import dev.ostree4j.repo.TransactionStats;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.tree.CommitMetadata;
import dev.ostree4j.tree.MutableTree;
import dev.ostree4j.tree.TreeRoot;
import dev.ostree4j.tree.TreeWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `commit`: turns directories, archives and other commits into a new commit.
final class CommitCommand implements Command {
  private final CommitOptions options = new CommitOptions();

  @Override
  public String name() {
    return "commit";
  }

  @Override
  public String synopsis() {
    return "[PATH]";
  }

  @Override
  public String summary() {
    return "Make a commit of a directory";
  }

  @Override
  public void declare(OptionSet set) {
    options.declare(set);
  }

  @Override
  public void run(Invocation call) throws IOException {
    options.check();
    Optional<Checksum> parent = findParent(call.repo());
    VariantDict metadata = new MetadataChoice(options).read(call.repo().objects(), parent);
    Optional<VariantDict> detached = MetadataChoice.detached(options);
    var sources = new CommitSources(options, call);
    CommitMessage message = CommitMessage.of(options, call);
    List<Signer> signers = signers(call);
    try (Transaction transaction = call.begin(fsync())) {
      MutableTree tree = sources.read(transaction);
      TreeRoot root = new TreeWriter(transaction).write(tree);
      if (options.skipIfUnchanged.isSet() && isUnchanged(call.repo(), parent, root)) {
        print(call.console(), parent.orElseThrow(), Optional.empty());
        return;
      }
      complete(metadata, transaction, tree, root);
      Commit commit =
          Commit.of(root.tree(), root.meta(), timestamp(call))
              .withSubject(message.subject())
              .withBody(message.body())
              .withMetadata(metadata.toVariant());
      if (parent.isPresent()) {
        commit = commit.withParent(parent.get());
      }
      Checksum name = transaction.writeCommit(commit);
      attach(transaction, commit, detached, signers);
      if (options.branch.isSet()) {
        transaction.setRef(RefSpec.parse(options.branch.value().orElseThrow()), Optional.of(name));
      }
      failWhenTested(call);
      print(call.console(), name, Optional.of(transaction.publish()));
    }
  }

  private List<Signer> signers(Invocation call) throws IOException {
    List<Signer> signers =
        new ArrayList<>(
            SigningChoice.signers(
                call, options.signType, options.sign.values(), options.signFromFile.values()));
    signers.addAll(GpgChoice.signers(call, options.gpgSign.values(), options.gpgHomedir));
    return signers;
  }

  private static void attach(
      Transaction transaction, Commit commit, Optional<VariantDict> detached, List<Signer> signers)
      throws IOException {
    if (detached.isEmpty() && signers.isEmpty()) {
      return;
    }
    SignedMetadata metadata = detached.map(SignedMetadata::of).orElseGet(SignedMetadata::empty);
    for (Signer signer : signers) {
      metadata = metadata.with(signer, commit.bytes());
    }
    transaction.writeDetachedMetadata(commit.checksum(), Optional.of(metadata.toDict()));
  }

  /// Test suites ask for a failure at the last moment, to look at what it leaves behind.
  private static void failWhenTested(Invocation call) throws CommandException {
    if (call.variable("OSTREE_REPO_TEST_ERROR").orElse("").equals("pre-commit")) {
      throw new CommandException("OSTREE_REPO_TEST_ERROR_PRE_COMMIT specified");
    }
  }

  private Fsync fsync() {
    if (options.disableFsync.isSet()) {
      return Fsync.OFF;
    }
    if (!options.fsync.isSet()) {
      return Fsync.AS_CONFIGURED;
    }
    return options.fsync.value() ? Fsync.AT_PUBLISH : Fsync.OFF;
  }

  private Optional<Checksum> findParent(Repo repo) throws IOException {
    Optional<String> named = options.parent.value();
    if (named.isEmpty()) {
      return options.branch.isSet()
          ? repo.refs().findRevision(options.branch.value().orElseThrow())
          : Optional.empty();
    }
    if (named.get().equals("none")) {
      return Optional.empty();
    }
    Optional<Checksum> parent = Checksum.find(named.get());
    if (parent.isEmpty()) {
      throw InvalidNameException.ofRevision(named.get());
    }
    return parent;
  }

  private static boolean isUnchanged(Repo repo, Optional<Checksum> parent, TreeRoot root)
      throws IOException {
    if (parent.isEmpty()) {
      return false;
    }
    Commit before = repo.objects().readCommit(parent.get());
    return before.rootTree().equals(root.tree()) && before.rootMeta().equals(root.meta());
  }

  /// Adds what follows from the tree and the refs to the metadata the user chose, in the order of
  /// the reference program, so that the commit has the same name.
  private void complete(
      VariantDict metadata, Transaction transaction, MutableTree tree, TreeRoot root)
      throws IOException {
    if (!options.noBindings.isSet()) {
      Set<String> refs = new LinkedHashSet<>(options.bindRef.values());
      options.branch.value().ifPresent(refs::add);
      CommitMetadata.putBindings(metadata, refs, transaction.repo());
    }
    if (options.bootable.isSet()) {
      CommitMetadata.putBootable(metadata, tree);
    }
    if (options.generateComposefsMetadata.isSet()) {
      CommitMetadata.putImageDigest(metadata, transaction, root);
    }
    if (options.generateSizes.isSet()) {
      CommitMetadata.putSizes(metadata, transaction, root);
    }
  }

  private long timestamp(Invocation call) throws CommandException {
    if (options.timestamp.isSet()) {
      return call.date(options.timestamp.value().orElseThrow()).getEpochSecond();
    }
    Optional<String> epoch = call.variable("SOURCE_DATE_EPOCH");
    if (epoch.isEmpty()) {
      return System.currentTimeMillis() / 1000;
    }
    if (epoch.get().isEmpty() || !epoch.get().chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new CommandException("Failed to convert SOURCE_DATE_EPOCH: '" + epoch.get() + "'");
    }
    try {
      return Long.parseLong(epoch.get());
    } catch (NumberFormatException e) {
      throw new CommandException("Parsing SOURCE_DATE_EPOCH: Numerical result out of range");
    }
  }

  /// Nothing was written when there are no figures.
  private void print(Console console, Checksum name, Optional<TransactionStats> written)
      throws IOException {
    if (!options.tableOutput.isSet()) {
      console.println(name.hex());
      return;
    }
    console.println("Commit: " + name);
    print(console, "Metadata Total", written.map(TransactionStats::metadataObjects));
    print(console, "Metadata Written", written.map(TransactionStats::metadataObjectsWritten));
    print(console, "Content Total", written.map(TransactionStats::contentObjects));
    print(console, "Content Written", written.map(TransactionStats::contentObjectsWritten));
    print(console, "Content Cache Hits", written.map(TransactionStats::cacheHits));
    print(console, "Content Bytes Written", written.map(TransactionStats::contentBytesWritten));
  }

  private static void print(Console console, String title, Optional<Long> figure)
      throws IOException {
    console.println(title + ": " + figure.orElse(0L));
  }
}
