// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import dev.ostree4j.trust.RemoteTrust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a `Puller` works.
///
/// Stands for the dictionary of options of `ostree_repo_pull_with_options`.
///
/// @since 0.1
public final class PullOptions {
  /// Under which names the refs are written.
  public enum Placement {
    /// As refs of the remote, `refs/remotes/REMOTE/REF`; those of a source without a name, as local
    /// refs.
    REMOTE,
    /// Under the same names as there, as in a copy of the remote that is served to others. When no
    /// refs are asked for all are pulled, and the summary is copied too.
    MIRROR
  }

  /// Whether the bindings inside commits are compared with the refs asked for.
  public enum Bindings {
    /// A commit must be bound to the ref it is pulled for, if it is bound at all.
    VERIFY,
    /// They are not looked at.
    IGNORE
  }

  /// Whether anything is changed.
  public enum Effect {
    /// Everything is brought.
    PULL,
    /// Nothing is brought; the report tells what static deltas would bring.
    MEASURE
  }

  private final Settings settings;

  private PullOptions(Settings settings) {
    this.settings = settings;
  }

  /// The members while options are made; never changed afterwards.
  private static final class Settings implements Cloneable {
    private Placement placement = Placement.REMOTE;
    private @Nullable RemoteName remoteName;
    private @Nullable String url;
    private Depth depth = Depth.NONE;
    private Scope scope = Scope.EVERYTHING;
    private List<String> subpaths = List.of();
    private Trust localTrust = Trust.TRUSTED;
    private Trust httpTrust = Trust.VERIFY;
    private ModePolicy modes = ModePolicy.ANY;
    private Bindings bindings = Bindings.VERIFY;
    private TimestampCheck timestamps = new TimestampCheck.Off();
    private List<Path> localCaches = List.of();
    private @Nullable Path cacheDirectory;
    private FetchOptions network = FetchOptions.defaults();
    private long metadataMaxBytes = MetadataLimits.MAX_SIZE_BYTES;
    private byte @Nullable [] summary;
    private byte @Nullable [] summarySignatures;
    private UnaryOperator<RemoteTrust> trust = UnaryOperator.identity();
    private Map<CollectionRef, RemoteName> keyrings = Map.of();
    private DeltaUse deltas = DeltaUse.IF_OFFERED;
    private Effect effect = Effect.PULL;
    private TransactionOptions transaction = TransactionOptions.defaults();

    private Settings copy() {
      try {
        return (Settings) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// Changes one member of a copy.
  private interface Change {
    void apply(Settings settings);
  }

  private PullOptions with(Change change) {
    Settings changed = settings.copy();
    change.apply(changed);
    return new PullOptions(changed);
  }

  /// Refs of the remote, no parents, everything, local sources trusted and others not, any file
  /// mode, bindings verified, timestamps not.
  public static PullOptions defaults() {
    return new PullOptions(new Settings());
  }

  /// Sets under which names refs are written; by default as those of the remote.
  public PullOptions withPlacement(Placement choice) {
    return with(settings -> settings.placement = choice);
  }

  /// Writes the refs as those of this remote; by default of the one that is pulled from.
  public PullOptions withRemoteName(RemoteName name) {
    return with(settings -> settings.remoteName = name);
  }

  /// Pulls from this address; by default from that in the configuration.
  public PullOptions withUrl(String address) {
    return with(settings -> settings.url = address);
  }

  /// Sets how many parents come along; by default none.
  public PullOptions withDepth(Depth choice) {
    return with(settings -> settings.depth = choice);
  }

  /// Chooses between whole commits, the default, and commit objects alone.
  public PullOptions withScope(Scope choice) {
    return with(settings -> settings.scope = choice);
  }

  /// Brings only what is below these paths, which leaves the commit partial; by default everything.
  ///
  /// @throws IllegalArgumentException when one does not start with `/`
  public PullOptions withSubpaths(List<String> paths) {
    for (String path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("subpath " + path + " does not start with /");
      }
    }
    List<String> copy = List.copyOf(paths);
    return with(settings -> settings.subpaths = copy);
  }

  /// Chooses whether objects of repositories on this machine are verified; by default they are
  /// trusted.
  public PullOptions withLocalTrust(Trust choice) {
    return with(settings -> settings.localTrust = choice);
  }

  /// Chooses whether files from the net are verified, which only an archive can leave out; by
  /// default they are.
  public PullOptions withHttpTrust(Trust choice) {
    return with(settings -> settings.httpTrust = choice);
  }

  /// Chooses which file modes are accepted; by default any that the repository can store.
  public PullOptions withModes(ModePolicy choice) {
    return with(settings -> settings.modes = choice);
  }

  /// Chooses whether bindings are verified; by default they are.
  public PullOptions withBindings(Bindings choice) {
    return with(settings -> settings.bindings = choice);
  }

  /// Chooses whether older commits are refused; by default they are not.
  public PullOptions withTimestamps(TimestampCheck choice) {
    return with(settings -> settings.timestamps = choice);
  }

  /// Takes what is in one of these repositories from there instead of from the net.
  public PullOptions withLocalCache(Path repository) {
    return with(
        settings -> {
          var more = new ArrayList<>(settings.localCaches);
          more.add(repository);
          settings.localCaches = List.copyOf(more);
        });
  }

  /// Keeps summaries below this directory; by default below `tmp/cache` of the repository.
  public PullOptions withCacheDirectory(Path directory) {
    return with(settings -> settings.cacheDirectory = directory);
  }

  /// Sets how servers are asked; by default as [FetchOptions#defaults()] says. What the
  /// configuration of the remote says is added: proxy, certificates, cookies.
  public PullOptions withNetwork(FetchOptions choice) {
    return with(settings -> settings.network = choice);
  }

  /// Changes which signatures are demanded; by default those that the configuration of the remote
  /// demands.
  public PullOptions withTrust(UnaryOperator<RemoteTrust> change) {
    return with(settings -> settings.trust = change);
  }

  /// Has commits that this ref will name judged by the OpenPGP key rings of another remote; by
  /// default by those of the remote that is pulled from, which judge all parents, too. The last
  /// choice for a ref counts.
  ///
  /// A commit that several refs will name has to be good for the key rings of each. Whether
  /// signatures are demanded at all is not changed. A ref that was asked for without its collection
  /// counts as one of the collection that the summary names.
  public PullOptions withKeyring(CollectionRef ref, RemoteName remote) {
    return with(
        settings -> {
          var more = new HashMap<>(settings.keyrings);
          more.put(ref, remote);
          settings.keyrings = Map.copyOf(more);
        });
  }

  /// Takes these bytes as the summary of the remote, instead of fetching it. Its signatures are
  /// fetched where they are demanded, and it is judged as one that was fetched.
  public PullOptions withSummary(byte[] summary) {
    byte[] copy = summary.clone();
    return with(
        settings -> {
          settings.summary = copy;
          settings.summarySignatures = null;
        });
  }

  /// Takes these bytes as the summary of the remote and those of its `summary.sig`, instead of
  /// fetching them. They are judged as if they had been fetched.
  public PullOptions withSummary(byte[] summary, byte[] signatures) {
    byte[] copy = signatures.clone();
    return withSummary(summary).with(settings -> settings.summarySignatures = copy);
  }

  /// Sets how large a metadata object from a server may be, in bytes; by default, and at most, 128
  /// MiB: what is larger no repository takes. Zero sets no limit of its own, so that one counts.
  ///
  /// @throws IllegalArgumentException when it is negative
  public PullOptions withMetadataMaxBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("metadata of at most " + bytes + " bytes");
    }
    long most = MetadataLimits.MAX_SIZE_BYTES;
    return with(settings -> settings.metadataMaxBytes = bytes == 0 ? most : Math.min(bytes, most));
  }

  /// Chooses whether static deltas are used; by default where they are offered.
  public PullOptions withDeltas(DeltaUse choice) {
    return with(settings -> settings.deltas = choice);
  }

  /// Chooses between pulling, the default, and telling what would be pulled.
  ///
  /// @throws IllegalStateException when static deltas are not required: nothing else can be
  ///     measured before
  public PullOptions withEffect(Effect choice) {
    if (choice == Effect.MEASURE && settings.deltas != DeltaUse.REQUIRED) {
      throw new IllegalStateException("only what static deltas bring can be measured");
    }
    return with(settings -> settings.effect = choice);
  }

  /// Sets how objects are written; by default as the repository's configuration says.
  public PullOptions withTransaction(TransactionOptions choice) {
    return with(settings -> settings.transaction = choice);
  }

  /// Under which names refs are written.
  public Placement placement() {
    return settings.placement;
  }

  /// The remote under whose name refs are written, when it is another than the one pulled from.
  public Optional<RemoteName> remoteName() {
    return Optional.ofNullable(settings.remoteName);
  }

  /// The address in place of the configured one.
  public Optional<String> url() {
    return Optional.ofNullable(settings.url);
  }

  /// How many parents come along.
  public Depth depth() {
    return settings.depth;
  }

  /// How much of each commit is taken.
  public Scope scope() {
    return settings.scope;
  }

  /// The paths below which everything is taken; none means everything.
  public List<String> subpaths() {
    return settings.subpaths;
  }

  /// Whether objects of repositories on this machine are verified.
  public Trust localTrust() {
    return settings.localTrust;
  }

  /// Whether files from the net are verified.
  public Trust httpTrust() {
    return settings.httpTrust;
  }

  /// Which file modes are accepted.
  public ModePolicy modes() {
    return settings.modes;
  }

  /// Whether bindings are verified.
  public Bindings bindings() {
    return settings.bindings;
  }

  /// Whether older commits are refused.
  public TimestampCheck timestamps() {
    return settings.timestamps;
  }

  /// Repositories on this machine which may have some of the objects.
  public List<Path> localCaches() {
    return settings.localCaches;
  }

  /// The directory below which summaries are kept, when it is not that of the repository.
  public Optional<Path> cacheDirectory() {
    return Optional.ofNullable(settings.cacheDirectory);
  }

  /// How servers are asked.
  public FetchOptions network() {
    return settings.network;
  }

  /// How the demanded signatures differ from what the configuration of the remote says.
  public UnaryOperator<RemoteTrust> trust() {
    return settings.trust;
  }

  /// Whose OpenPGP key rings judge what these refs will name, when they are another remote's.
  public Map<CollectionRef, RemoteName> keyrings() {
    return settings.keyrings;
  }

  /// The summary that is taken instead of the remote's.
  public Optional<byte[]> summary() {
    return Optional.ofNullable(settings.summary).map(byte[]::clone);
  }

  /// The bytes of `summary.sig` that come with it.
  public Optional<byte[]> summarySignatures() {
    return Optional.ofNullable(settings.summarySignatures).map(byte[]::clone);
  }

  /// How large a metadata object from a server may be, in bytes.
  public long metadataMaxBytes() {
    return settings.metadataMaxBytes;
  }

  /// Whether static deltas are used.
  public DeltaUse deltas() {
    return settings.deltas;
  }

  /// Whether anything is changed.
  public Effect effect() {
    return settings.effect;
  }

  /// How objects are written.
  public TransactionOptions transaction() {
    return settings.transaction;
  }
}
