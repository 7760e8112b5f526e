// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The remotes of a repository.
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

  RemoteStore(Repo repo) {}

  /// The names, sorted; those of parents included.
  public List<String> list() {
    throw new AssertionError("not yet");
  }

  /// Whether there is a remote of this name.
  public boolean has(String remote) {
    throw new AssertionError("not yet");
  }

  /// Adds a remote.
  public void add(RemoteDraft draft, IfPresent ifPresent) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Removes a remote.
  public void remove(String remote, IfAbsent ifAbsent) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The address of a remote.
  public String url(String remote) throws IOException {
    throw new AssertionError("not yet");
  }

  /// An option of a remote.
  public Optional<String> option(String remote, String key) throws IOException {
    throw new AssertionError("not yet");
  }

  /// An option of a remote as a truth value.
  public Optional<Boolean> booleanOption(String remote, String key) throws IOException {
    throw new AssertionError("not yet");
  }

  /// An option of a remote as a list.
  public Optional<List<String>> listOption(String remote, String key) throws IOException {
    throw new AssertionError("not yet");
  }
}
