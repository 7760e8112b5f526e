// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;
import dev.ostree4j.object.CollectionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The remotes of a repository: groups `[remote "NAME"]` of its configuration, and of the files in
/// the directory of remotes.
///
/// @since 0.1
public final class RemoteStore {
  /// What happens when a remote that is added is there already.
  public enum IfPresent {
    /// It is refused.
    REFUSE,
    /// The one that is there stays.
    KEEP,
    /// The one that is there is replaced.
    REPLACE
  }

  /// What happens when a remote that is removed is not there.
  public enum IfAbsent {
    /// It is refused.
    REFUSE,
    /// Nothing.
    IGNORE
  }

  /// Reads an option of one kind.
  private interface Reading<T> {
    Optional<T> read(KeyFile options, String group, String key) throws KeyFileException;
  }

  private final Repo repo;

  // Replaced as a whole when the configuration is read again.
  private volatile SortedMap<String, Remote> remotes = new TreeMap<>();

  RemoteStore(Repo repo) {
    this.repo = repo;
  }

  /// Takes over what a configuration says, and what the directory of remotes says now.
  void load(RepoConfig config) throws IOException {
    KeyFile file = config.keyFile();
    SortedMap<String, Remote> read = new TreeMap<>();
    for (String group : file.groups()) {
      String name = Remote.nameOf(group);
      if (name != null) {
        read.put(name, new Remote(name, file, null));
      }
    }
    RemotesDirectory directory = directory();
    if (directory != null) {
      for (Remote remote : directory.read()) {
        if (read.put(remote.name(), remote) != null) {
          throw doubled(remote.name());
        }
      }
    }
    remotes = read;
  }

  private static RepoException.InvalidConfig doubled(String name) {
    return new RepoException.InvalidConfig(
        "Multiple specifications found for remote \"" + name + "\"");
  }

  private @Nullable RemotesDirectory directory() {
    Optional<Path> path = repo.remotesDirectory();
    return path.isPresent() ? new RemotesDirectory(repo.kernel(), path.get()) : null;
  }

  /// Refuses a configuration with a remote that has a file of its own.
  void refuseDoubles(KeyFile config) throws RepoException.InvalidConfig {
    for (Remote remote : remotes.values()) {
      if (remote.file() != null && config.hasGroup(remote.group())) {
        throw doubled(remote.name());
      }
    }
  }

  // Reading.

  /// The names, sorted; those of parents included.
  public List<String> list() {
    TreeSet<String> names = new TreeSet<>(remotes.keySet());
    repo.parent().ifPresent(parent -> names.addAll(parent.remotes().list()));
    return new ArrayList<>(names);
  }

  /// Whether there is a remote of this name, here or in a parent.
  public boolean has(String remote) {
    return remotes.containsKey(remote)
        || repo.parent().isPresent() && repo.parent().get().remotes().has(remote);
  }

  /// The address of a remote. A name that starts with `file://` is an address itself.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote, or it has no address
  public String url(String remote) throws IOException {
    if (remote.startsWith("file://")) {
      return remote;
    }
    Optional<String> url = option(remote, "url");
    if (url.isEmpty()) {
      throw new RepoException.InvalidRemote("No \"url\" option in remote \"" + remote + "\"");
    }
    return url.get();
  }

  /// An option of a remote; that of the parent's remote of this name when it is not set here.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  public Optional<String> option(String remote, String key) throws IOException {
    return option(remote, key, KeyFile::find);
  }

  /// An option of a remote as a truth value.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  public Optional<Boolean> booleanOption(String remote, String key) throws IOException {
    return option(remote, key, KeyFile::findBoolean);
  }

  /// An option of a remote as a list.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  public Optional<List<String>> listOption(String remote, String key) throws IOException {
    return option(remote, key, KeyFile::findStrings);
  }

  private <T> Optional<T> option(String remote, String key, Reading<T> reading) throws IOException {
    Remote own = remotes.get(remote);
    Optional<Repo> parent = repo.parent();
    if (own == null) {
      if (parent.isEmpty() || !parent.get().remotes().has(remote)) {
        throw notFound(remote);
      }
      return parent.get().remotes().option(remote, key, reading);
    }
    Optional<T> value = reading.read(own.options(), own.group(), key);
    boolean above = value.isEmpty() && parent.isPresent() && parent.get().remotes().has(remote);
    return above ? parent.get().remotes().option(remote, key, reading) : value;
  }

  private static RepoException.InvalidRemote notFound(String remote) {
    return new RepoException.InvalidRemote("Remote \"" + remote + "\" not found");
  }

  /// The main collection of a remote, if it has one.
  Optional<CollectionId> collectionOf(String remote) throws IOException {
    return has(remote)
        ? option(remote, "collection-id").flatMap(CollectionId::find)
        : Optional.empty();
  }

  /// The names of the remotes that are configured for this collection, sorted.
  public List<String> withCollection(CollectionId collection) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : remotes.keySet()) {
      if (collectionOf(name).filter(collection::equals).isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  // Changing.

  /// Adds a remote, to the configuration or as a file of its own, as
  /// {@link RepoConfig#addRemotesConfigDir} says.
  ///
  /// @throws RepoException.InvalidRemote when there is one of this name and that is to be refused
  public void add(RemoteDraft draft, IfPresent ifPresent) throws IOException {
    repo.requireWritable();
    Remote present = remotes.get(draft.name());
    if (present != null && ifPresent == IfPresent.KEEP) {
      return;
    }
    if (present != null && ifPresent == IfPresent.REFUSE) {
      throw new RepoException.InvalidRemote(
          "Remote configuration for \"" + draft.name() + "\" already exists: " + place(present));
    }
    boolean ownFile = present == null ? addsFiles() : present.file() != null;
    if (ownFile) {
      writeFile(draft, present);
    } else {
      KeyFile config = repo.config().keyFile();
      config.removeGroup(Remote.group(draft.name()));
      draft.writeTo(config, Remote.group(draft.name()));
      repo.writeConfig(config);
    }
    load(repo.config());
  }

  private String place(Remote remote) {
    String file = remote.file();
    RemotesDirectory directory = directory();
    return file == null || directory == null ? "(in config)" : directory.show(file);
  }

  private boolean addsFiles() throws IOException {
    return directory() != null && repo.config().addRemotesConfigDir().orElse(repo.isSystem());
  }

  private void writeFile(RemoteDraft draft, @Nullable Remote present) throws IOException {
    String file = RemotesDirectory.fileName(draft.name());
    KeyFile options = KeyFile.empty();
    if (present != null && present.file() != null) {
      file = present.file();
      options = present.options().copy();
      options.removeGroup(present.group());
    }
    draft.writeTo(options, Remote.group(draft.name()));
    requireDirectory().write(file, options);
  }

  private RemotesDirectory requireDirectory() {
    RemotesDirectory directory = directory();
    if (directory == null) {
      throw new AssertionError("a remote of a file, but no directory of remotes");
    }
    return directory;
  }

  /// Removes a remote and its key ring.
  ///
  /// @throws RepoException.InvalidRemote when there is none of this name and that is to be refused
  public void remove(String remote, IfAbsent ifAbsent) throws IOException {
    repo.requireWritable();
    Remote present = remotes.get(remote);
    if (present == null) {
      if (ifAbsent == IfAbsent.REFUSE) {
        throw notFound(remote);
      }
      return;
    }
    if (present.file() == null) {
      KeyFile config = repo.config().keyFile();
      config.removeGroup(present.group());
      repo.writeConfig(config);
    } else {
      removeFromFile(present, present.file());
    }
    new RemoteKeyringFiles(repo).remove(remote);
    load(repo.config());
  }

  /// A file that describes other remotes, too, keeps those.
  private void removeFromFile(Remote remote, String file) throws IOException {
    KeyFile rest = remote.options().copy();
    rest.removeGroup(remote.group());
    if (rest.groups().isEmpty()) {
      requireDirectory().remove(file);
    } else {
      requireDirectory().write(file, rest);
    }
  }

  // Key rings.

  /// The OpenPGP keys of a remote: the file `NAME.trustedkeys.gpg` of the repository, else of the
  /// directory of remotes, else that of a parent.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  public Optional<byte[]> findKeyring(String remote) throws IOException {
    requirePresent(remote);
    Optional<byte[]> own = new RemoteKeyringFiles(repo).find(remote, repo.remotesDirectory());
    boolean above =
        own.isEmpty() && repo.parent().isPresent() && repo.parent().get().remotes().has(remote);
    return above ? repo.parent().get().remotes().findKeyring(remote) : own;
  }

  /// Writes the OpenPGP keys of a remote into the repository, in place of those that are there.
  ///
  /// @throws RepoException.InvalidRemote when there is no such remote
  public void writeKeyring(String remote, byte[] keyring) throws IOException {
    repo.requireWritable();
    requirePresent(remote);
    new RemoteKeyringFiles(repo).write(remote, keyring);
  }

  private void requirePresent(String remote) throws RepoException.InvalidRemote {
    if (!has(remote)) {
      throw notFound(remote);
    }
  }
}
