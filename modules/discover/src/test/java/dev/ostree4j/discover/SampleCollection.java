// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.CommitKeys;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A repository of a collection whose commits are signed with an ed25519 key.
final class SampleCollection implements AutoCloseable {
  private static final DirMeta META = new DirMeta(0, 0, 040755, Xattrs.EMPTY);

  private final Repo repo;
  private final CollectionId id;
  private final Signer signer;
  private final String publicKey;

  SampleCollection(Path path, String id) throws IOException {
    this.id = new CollectionId(id);
    this.repo = Repo.create(path, RepoMode.ARCHIVE);
    KeyFile config = repo.config().keyFile();
    config.set("core", "collection-id", id);
    repo.writeConfig(config);
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] point = last32(pair.getPublic().getEncoded());
      byte[] secret = Arrays.copyOf(last32(pair.getPrivate().getEncoded()), 64);
      System.arraycopy(point, 0, secret, 32, 32);
      this.publicKey = Base64.getEncoder().encodeToString(point);
      this.signer = Signer.of("ed25519", Base64.getEncoder().encodeToString(secret));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] last32(byte[] bytes) {
    return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
  }

  Repo repo() {
    return repo;
  }

  CollectionRef ref(String name) {
    return new CollectionRef(id, new RefName(name));
  }

  /// Commits an empty tree.
  Checksum commit(String ref, long seconds) throws IOException {
    try (Transaction transaction = repo.begin()) {
      Checksum tree = transaction.writeMetadata(ObjectType.DIRTREE, DirTree.EMPTY.bytes());
      Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, META.bytes());
      Commit commit = Commit.of(tree, meta, seconds).withSubject(ref).withMetadata(bindings(ref));
      Checksum written = transaction.writeCommit(commit);
      SignedMetadata signed = SignedMetadata.empty().with(signer, commit.bytes());
      transaction.writeDetachedMetadata(written, Optional.of(signed.toDict()));
      transaction.setRef(RefSpec.parse(ref), Optional.of(written));
      transaction.publish();
      return written;
    }
  }

  private Variant bindings(String ref) {
    return VariantDict.empty()
        .put(CommitKeys.REF_BINDING, Variant.strings(List.of(ref)))
        .put(CommitKeys.COLLECTION_BINDING, id.text())
        .toVariant();
  }

  void summarise() throws IOException {
    new SummaryWriter(repo, SummaryOptions.defaults()).write();
  }

  /// Adds a remote to a repository that trusts the key of this one.
  void addTo(Repo client, String name, String url) throws IOException {
    client
        .remotes()
        .add(
            RemoteDraft.of(name)
                .withUrl(url)
                .withOption("gpg-verify", "false")
                .withOption("sign-verify", "ed25519")
                .withOption("verification-ed25519-key", publicKey)
                .withOption("collection-id", id.text()),
            RemoteStore.IfPresent.REFUSE);
  }

  void addTo(Repo client, String name) throws IOException {
    addTo(client, name, "file://" + repo.path().toAbsolutePath());
  }

  @Override
  public void close() throws IOException {
    repo.close();
  }
}
