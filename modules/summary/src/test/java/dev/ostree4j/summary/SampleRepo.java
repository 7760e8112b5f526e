// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.CommitKeys;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.OpenOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Repositories of commits without content, which is all that a summary looks at.
final class SampleRepo {
  static final Instant NOW = Instant.parse("2026-11-23T01:26:30Z");
  private static final DirMeta META = new DirMeta(0, 0, 040755, Xattrs.EMPTY);
  private static final TransactionOptions HASTY =
      TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);

  private SampleRepo() {}

  static Repo create(Path directory) throws IOException {
    Repo.create(directory, RepoMode.ARCHIVE).close();
    return open(Kernel.system(), directory, NOW);
  }

  static Repo open(Kernel kernel, Path directory, Instant now) throws IOException {
    return Repo.open(kernel, directory, OpenOptions.defaults().withClock(() -> now));
  }

  static Checksum commit(Repo repo, String ref, String version) throws IOException {
    try (Transaction transaction = repo.begin(HASTY)) {
      Checksum tree = transaction.writeMetadata(ObjectType.DIRTREE, DirTree.EMPTY.bytes());
      Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, META.bytes());
      Variant metadata = VariantDict.empty().put(CommitKeys.VERSION, version).toVariant();
      Checksum commit =
          transaction.writeCommit(
              Commit.of(tree, meta, 1_700_000_000L).withSubject(ref).withMetadata(metadata));
      transaction.setRef(RefSpec.parse(ref), Optional.of(commit));
      transaction.publish();
      return commit;
    }
  }

  static void configure(Repo repo, String key, String value) throws IOException {
    KeyFile config = repo.config().keyFile();
    config.set("core", key, value);
    repo.writeConfig(config);
  }
}
