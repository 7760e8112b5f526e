// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Trust;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Takes objects from a repository on the same machine.
final class LocalIntake implements Intake {
  private interface Step {
    void run() throws IOException;
  }

  private final Repo source;
  private final Transaction transaction;
  private final Trust trust;
  private final ImportStage imports;
  private final Stock stock;
  private final Crew crew;
  private final Tally tally;
  private final Deque<Step> steps = new ArrayDeque<>();

  LocalIntake(Repo source, Transaction transaction, PullOptions options, Tally tally) {
    this.source = source;
    this.transaction = transaction;
    this.trust = options.localTrust();
    this.crew = new Crew(1);
    this.tally = tally;
    this.imports = new ImportStage(transaction, trust, options.modes());
    this.stock = new Stock(transaction, trust, options.modes(), crew, tally::imported);
  }

  @Override
  public void bringCommit(Checksum commit, Need need, CommitVisitor next) {
    steps.addLast(() -> next.visit(papers(commit, need)));
  }

  private CommitPapers papers(Checksum commit, Need need) throws IOException {
    var name = new ObjectName(commit, ObjectType.COMMIT);
    Optional<byte[]> bytes = source.objects().findMetadata(name);
    if (bytes.isEmpty() && need == Need.COMMIT) {
      throw new RepoException.ObjectMissing(name);
    }
    if (bytes.isPresent() && need != Need.DETACHED && trust == Trust.VERIFY) {
      VerifyStage.local(name, bytes.get()); // before anybody looks into it
    }
    var detached = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    return new CommitPapers(bytes, source.objects().findMetadata(detached));
  }

  @Override
  public void bringTombstone(Checksum commit) throws IOException {
    var name = new ObjectName(commit, ObjectType.TOMBSTONE_COMMIT);
    byte[] bytes;
    try {
      bytes = source.objects().readMetadata(name);
    } catch (RepoException.ObjectMissing e) {
      throw Stock.incomplete(e);
    }
    VerifyStage.tombstone(name, bytes);
    transaction.writeMetadataTrusted(name, bytes);
  }

  @Override
  public void storeCommit(Checksum commit, CommitPapers papers) throws IOException {
    imports.commit(commit, papers, source);
    tally.imported(new ObjectName(commit, ObjectType.COMMIT));
  }

  @Override
  public void storeDetached(Checksum commit, CommitPapers papers) throws IOException {
    if (papers.detached().isPresent()) {
      imports.detached(commit, papers.detached().get());
    }
  }

  @Override
  public void bringTree(Checksum tree, TreeVisitor next) {
    steps.addFirst(() -> takeTree(tree, next));
  }

  private void takeTree(Checksum tree, TreeVisitor next) throws IOException {
    var name = new ObjectName(tree, ObjectType.DIRTREE);
    stock.takeMetadata(source, name);
    // Not the source's, which may be another by now: whoever sees a directory sees what is in it.
    DirTree read = transaction.readDirTree(tree);
    next.visit(read);
  }

  @Override
  public void bring(ObjectName leaf) throws IOException {
    if (leaf.type() == ObjectType.FILE) {
      stock.takeFile(source, leaf);
    } else {
      stock.takeMetadata(source, leaf);
    }
  }

  @Override
  public void finish() throws IOException {
    while (!steps.isEmpty()) {
      Crew.checkInterrupt();
      steps.removeFirst().run();
      crew.handleResults();
    }
    stock.flush();
    while (!crew.isIdle()) {
      crew.awaitResults();
    }
  }

  @Override
  public void close() throws IOException {
    crew.close();
  }
}
