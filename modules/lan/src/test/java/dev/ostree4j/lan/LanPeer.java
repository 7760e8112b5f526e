// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.discover.RefFilter;
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
import dev.ostree4j.testkit.HostileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Somebody in the local network, on this machine: a repository of a collection whose commits are
/// signed with an ed25519 key, and a server that remembers what it was asked.
final class LanPeer implements AutoCloseable {
  private static final DirMeta META = new DirMeta(0, 0, 040755, Xattrs.EMPTY);

  static final int INDEX = 7;

  private final Repo repo;
  private final CollectionId id;
  private final Signer signer;
  private final String publicKey;
  private final HostileServer server;

  LanPeer(Path root, String id) throws IOException {
    this.id = new CollectionId(id);
    Path path = root.resolve(String.valueOf(INDEX));
    this.repo = Repo.create(Files.createDirectories(path), RepoMode.ARCHIVE);
    this.server = HostileServer.start().replay(root);
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
    return commit(ref, seconds, true);
  }

  private Checksum commit(String ref, long seconds, boolean signed) throws IOException {
    try (Transaction transaction = repo.begin()) {
      Checksum tree = transaction.writeMetadata(ObjectType.DIRTREE, DirTree.EMPTY.bytes());
      Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, META.bytes());
      Commit commit = Commit.of(tree, meta, seconds).withSubject(ref).withMetadata(bindings(ref));
      Checksum written = transaction.writeCommit(commit);
      if (signed) {
        SignedMetadata metadata = SignedMetadata.empty().with(signer, commit.bytes());
        transaction.writeDetachedMetadata(written, Optional.of(metadata.toDict()));
      }
      transaction.setRef(RefSpec.parse(ref), Optional.of(written));
      transaction.publish();
      return written;
    }
  }

  /// Commits an empty tree without a signature.
  Checksum commitUnsigned(String ref, long seconds) throws IOException {
    return commit(ref, seconds, false);
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

  HostileServer server() {
    return server;
  }

  /// What it says of itself: that it has these refs.
  RepoAdvert advert(String... refs) {
    RefFilter filter = RefFilter.empty(64, 3);
    for (String ref : refs) {
      filter.add(ref(ref));
    }
    return RepoAdvert.of(filter, 1, INDEX);
  }

  /// Where it is found.
  String url() {
    return "http://127.0.0.1:" + server.port() + "/" + INDEX;
  }

  /// Adds a remote, which is nowhere, to a repository that trusts the key of this one.
  void addTo(Repo client) throws IOException {
    client
        .remotes()
        .add(
            RemoteDraft.of("apps")
                .withUrl("file:///nowhere")
                .withOption("gpg-verify", "false")
                .withOption("sign-verify", "ed25519")
                .withOption("verification-ed25519-key", publicKey)
                .withOption("collection-id", id.text()),
            RemoteStore.IfPresent.REFUSE);
  }

  @Override
  public void close() throws IOException {
    server.close();
    repo.close();
  }
}
