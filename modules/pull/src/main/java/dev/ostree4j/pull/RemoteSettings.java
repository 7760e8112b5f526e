// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the configuration says about a remote, as far as pulling goes. Immutable.
///
/// @param name how it is called here; nothing for an address without a name
/// @param address where it is: `file:`, `http:` or `https:`, or `mirrorlist=` before one of these
/// @param metalink where its summary is described, in place of the address
/// @param contentAddress where its files are, when they are somewhere else
/// @param branches the refs that are pulled when nothing else is asked for
/// @param collection the collection to which its commits must belong
record RemoteSettings(
    Optional<RemoteName> name,
    String address,
    Optional<String> metalink,
    Optional<String> contentAddress,
    List<String> branches,
    Optional<CollectionId> collection) {
  private static final String FILE = "file://";

  /// Reads the settings of a remote.
  ///
  /// @param remote its name, or an address that starts with `file://`
  /// @throws PullException.UnusableRemote when it cannot be pulled from as it is configured
  static RemoteSettings read(Repo repo, String remote, PullOptions options) throws IOException {
    if (remote.startsWith(FILE)) {
      return ofAddress(options.url().orElse(remote));
    }
    RemoteStore remotes = repo.remotes();
    Optional<String> metalink =
        options.url().isPresent() ? Optional.empty() : remotes.option(remote, "metalink");
    String address =
        options.url().isPresent() || metalink.isPresent()
            ? options.url().orElse("")
            : remotes.url(remote);
    return new RemoteSettings(
        Optional.of(RemoteName.parse(remote)),
        address,
        metalink,
        options.url().isPresent() ? Optional.empty() : remotes.option(remote, "contenturl"),
        remotes.listOption(remote, "branches").orElse(List.of()),
        collection(remotes, remote));
  }

  /// One that is none must not mean that no collection is asked for.
  private static Optional<CollectionId> collection(RemoteStore remotes, String remote)
      throws IOException {
    Optional<String> option = remotes.option(remote, "collection-id");
    if (option.isEmpty()) {
      return Optional.empty();
    }
    Optional<CollectionId> collection = CollectionId.find(option.get());
    if (collection.isEmpty()) {
      throw new PullException.UnusableRemote(
          "Invalid collection ID " + option.get() + " of remote \"" + remote + "\"");
    }
    return collection;
  }

  /// An address without a name.
  static RemoteSettings ofAddress(String address) {
    return new RemoteSettings(
        Optional.empty(), address, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  /// Refuses a remote of which only the summary may be read.
  ///
  /// @throws PullException.UnusableRemote when its commits come in another way, or not yet
  static void refuseUnusable(Repo repo, String remote) throws IOException {
    if (remote.startsWith(FILE)) {
      return;
    }
    RemoteStore remotes = repo.remotes();
    Optional<String> unconfigured = remotes.option(remote, "unconfigured-state");
    if (unconfigured.isPresent()) {
      throw new PullException.UnusableRemote("remote unconfigured-state: " + unconfigured.get());
    }
    Optional<String> backend = remotes.option(remote, "custom-backend");
    if (backend.isPresent()) {
      throw new PullException.UnusableRemote(
          "Cannot fetch via libostree - remote '"
              + remote
              + "' uses custom backend '"
              + backend.get()
              + "'");
    }
  }

  /// Whether it is a repository on this machine.
  boolean isLocal() {
    return metalink.isEmpty() && Address.isFile(address);
  }

  /// The path of a repository on this machine.
  ///
  /// @throws PullException.UnusableRemote when its address is none
  Path localPath() throws PullException.UnusableRemote {
    return Path.of(Address.parse(address).getPath());
  }

  /// Whether a pull makes a mirror of everything.
  boolean isMirrored(PullRequest request, PullOptions options) {
    return options.placement() == PullOptions.Placement.MIRROR
        && options.effect() == PullOptions.Effect.PULL
        && request.isEmpty()
        && branches.isEmpty();
  }

  /// What is asked for in the end.
  ///
  /// @throws PullException.NothingChosen when nothing is asked for, and it does not say what it is
  List<Wanted> wanted(PullRequest request, PullOptions options, Offer offer) throws IOException {
    if (!request.isEmpty()) {
      return request.wanted();
    }
    if (!branches.isEmpty()) {
      return PullRequest.parse(branches).wanted();
    }
    if (options.placement() == PullOptions.Placement.MIRROR || name.isEmpty()) {
      return offer.everything();
    }
    throw new PullException.NothingChosen(
        "No configured branches for remote " + name.get() + "; name the refs to pull");
  }
}
