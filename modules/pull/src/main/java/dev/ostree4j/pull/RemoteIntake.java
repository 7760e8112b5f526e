// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Fetches objects from a server, unless a repository on this machine has them too.
///
/// ```text
///   asked ──▶ metadata ─┐                 ┌─▶ verify ─▶ store ─▶ visit
///         ──▶ content ──┴──▶ fetch ───────┴─▶ verify and store in one pass
///                        └── one thread, at most so many under way ──┘
/// ```
///
/// Metadata goes first: it says what else there is to do. What waits is names alone: the thread
/// that fetched a body stores it as well, while others wait for the net, so that no body waits.
final class RemoteIntake implements Intake {
  /// A directory that is here and was not looked into yet.
  private record Ready(Checksum tree, TreeVisitor next) {}

  private record ArrivedMetadata(VerifyStage.Verified object, int sizeBytes) {}

  private record ArrivedContent(boolean added, long sizeBytes) {}

  private record Order(ObjectName name, Optional<TreeVisitor> next) {}

  private final ObjectSource server;
  private final List<Repo> caches;
  private final Transaction transaction;
  private final ImportStage imports;
  private final Stock stock;
  private final Crew crew;
  private final Tally tally;
  private final int fetchesMax;
  private final Deque<Ready> ready = new ArrayDeque<>();
  private final Deque<Order> metadata = new ArrayDeque<>();
  private final Deque<Checksum> content = new ArrayDeque<>();

  RemoteIntake(
      ObjectSource server,
      List<Repo> caches,
      Transaction transaction,
      PullOptions options,
      Tally tally) {
    this.server = server;
    this.caches = List.copyOf(caches);
    this.transaction = transaction;
    this.imports = new ImportStage(transaction, options.httpTrust(), options.modes());
    this.tally = tally;
    this.fetchesMax = options.network().maxOutstanding();
    this.crew = new Crew(fetchesMax);
    this.stock =
        new Stock(
            transaction, options.localTrust(), options.modes(), crew, tally::importedFromCache);
  }

  // Commits.

  @Override
  public void bringCommit(Checksum commit, Need need, CommitVisitor next) throws IOException {
    Optional<Repo> cache =
        need == Need.DETACHED
            ? Optional.empty()
            : cacheOf(new ObjectName(commit, ObjectType.COMMIT));
    if (cache.isPresent()) {
      // Nor is the server asked what is said about it; whatever that is, it is judged all the same.
      crew.onDisk(() -> fromCache(cache.get(), commit), next::visit);
      return;
    }
    crew.onNet(
        () -> fetchCommit(commit, need),
        papers -> {
          count(commit, need, papers);
          next.visit(papers);
        });
  }

  /// What is said about a commit comes first: a commit without its signatures is of no use.
  private CommitPapers fetchCommit(Checksum commit, Need need) throws IOException {
    Optional<byte[]> detached =
        server.findMetadata(new ObjectName(commit, ObjectType.COMMIT_METADATA));
    var name = new ObjectName(commit, ObjectType.COMMIT);
    Optional<byte[]> bytes =
        switch (need) {
          case DETACHED -> Optional.empty();
          case COMMIT_IF_THERE -> server.findMetadata(name);
          case COMMIT -> Optional.of(server.fetchMetadata(name));
        };
    if (bytes.isPresent()) {
      VerifyStage.metadata(name, bytes.get());
    }
    return new CommitPapers(bytes, detached);
  }

  private void count(Checksum commit, Need need, CommitPapers papers) {
    tally.answered();
    if (papers.detached().isPresent()) {
      var name = new ObjectName(commit, ObjectType.COMMIT_METADATA);
      tally.fetched(name, papers.detached().get().length);
    }
    if (papers.commit().isPresent()) {
      tally.seen(new ObjectName(commit, ObjectType.COMMIT), papers.commit().get().length);
    } else if (need == Need.COMMIT_IF_THERE) {
      tally.answered();
    }
  }

  private static CommitPapers fromCache(Repo cache, Checksum commit) throws IOException {
    byte[] bytes = cache.objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
    var detached = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    return new CommitPapers(Optional.of(bytes), cache.objects().findMetadata(detached));
  }

  /// That it is there is all that counts; it is not kept, as the C program does not.
  @Override
  public void bringTombstone(Checksum commit) {
    var name = new ObjectName(commit, ObjectType.TOMBSTONE_COMMIT);
    crew.onNet(
        () -> {
          byte[] bytes = server.fetchMetadata(name);
          VerifyStage.tombstone(name, bytes);
          return bytes;
        },
        bytes -> tally.seen(name, bytes.length));
  }

  @Override
  public void storeCommit(Checksum commit, CommitPapers papers) throws IOException {
    var name = new ObjectName(commit, ObjectType.COMMIT);
    Optional<Repo> cache = cacheOf(name);
    if (cache.isPresent()) {
      imports.commit(commit, papers, cache.get());
      tally.importedFromCache(name);
    } else {
      imports.commit(commit, papers);
      tally.stored(name);
    }
  }

  @Override
  public void storeDetached(Checksum commit, CommitPapers papers) throws IOException {
    if (papers.detached().isPresent()) {
      imports.detached(commit, papers.detached().get());
    }
  }

  // Directories and files.

  @Override
  public void bringTree(Checksum tree, TreeVisitor next) throws IOException {
    var name = new ObjectName(tree, ObjectType.DIRTREE);
    if (transaction.has(name) || takeFromCache(name)) {
      ready.add(new Ready(tree, next));
    } else {
      order(name, Optional.of(next));
    }
  }

  @Override
  public void bring(ObjectName leaf) throws IOException {
    if (transaction.has(leaf) || takeFromCache(leaf)) {
      return;
    }
    if (leaf.type().isMetadata()) {
      order(leaf, Optional.empty());
    } else {
      content.add(leaf.checksum());
      tally.tell(new PullEvent.Asked(leaf));
    }
  }

  private void order(ObjectName name, Optional<TreeVisitor> next) {
    metadata.add(new Order(name, next));
    tally.tell(new PullEvent.Asked(name));
  }

  private boolean takeFromCache(ObjectName name) throws IOException {
    Optional<Repo> cache = cacheOf(name);
    if (cache.isPresent() && name.type() == ObjectType.FILE) {
      stock.takeFile(cache.get(), name);
    } else if (cache.isPresent()) {
      stock.takeMetadata(cache.get(), name);
    }
    return cache.isPresent();
  }

  private Optional<Repo> cacheOf(ObjectName name) throws IOException {
    for (Repo cache : caches) {
      if (cache.objects().has(name)) {
        return Optional.of(cache);
      }
    }
    return Optional.empty();
  }

  // The work.

  @Override
  public void finish() throws IOException {
    while (true) {
      tally.tick();
      fetchMore();
      if (!ready.isEmpty()) {
        Crew.checkInterrupt();
        crew.handleResults();
        visitNext();
      } else if (!crew.isIdle()) {
        crew.awaitResults();
      } else if (!stock.flush()) {
        return;
      }
    }
  }

  private void visitNext() throws IOException {
    Ready next = ready.remove();
    next.next.visit(transaction.readDirTree(next.tree));
  }

  private void fetchMore() {
    // As many as are fetched at a time, and while some results wait to be handled together too.
    while (crew.netTasks() < 2 * (fetchesMax + Results.SOME)) {
      if (!metadata.isEmpty()) {
        fetchMetadata(metadata.remove());
      } else if (!content.isEmpty()) {
        fetchContent(content.remove());
      } else {
        return;
      }
    }
  }

  private void fetchMetadata(Order order) {
    crew.onNet(
        () -> {
          byte[] bytes = server.fetchMetadata(order.name);
          var verified = VerifyStage.metadata(order.name, bytes);
          imports.metadata(verified);
          return new ArrivedMetadata(verified, bytes.length);
        },
        arrived -> {
          tally.fetched(order.name, arrived.sizeBytes);
          tally.imported(order.name);
          if (order.next.isPresent()) {
            order.next.get().visit(arrived.object.tree().orElseThrow());
          }
        });
  }

  private void fetchContent(Checksum file) {
    var name = new ObjectName(file, ObjectType.FILE);
    crew.onNetInBulk(
        () -> {
          Body body = server.fetchContent(file);
          long sizeBytes = body.sizeBytes();
          return new ArrivedContent(imports.content(file, body), sizeBytes);
        },
        arrived -> {
          tally.fetched(name, arrived.sizeBytes);
          if (arrived.added) {
            tally.imported(name);
          }
        });
  }

  @Override
  public void close() throws IOException {
    crew.close();
  }
}
