// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Open repositories on this machine which may have some of what is pulled.
final class Caches implements AutoCloseable {
  private final List<Repo> repos;

  private Caches(List<Repo> repos) {
    this.repos = repos;
  }

  static Caches open(Kernel kernel, List<Path> paths) throws IOException {
    var caches = new Caches(new ArrayList<>());
    try {
      for (Path path : paths) {
        caches.repos.add(Repo.open(kernel, path));
      }
      return caches;
    } catch (IOException | RuntimeException e) {
      try (caches) {
        throw e;
      }
    }
  }

  List<Repo> repos() {
    return repos;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Repo repo : repos) {
      try {
        repo.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
