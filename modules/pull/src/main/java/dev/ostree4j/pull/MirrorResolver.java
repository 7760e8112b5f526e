// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.fetch.Metalink;
import dev.ostree4j.fetch.MirrorList;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Turns the addresses of a remote into lists of URLs.
final class MirrorResolver {
  private static final String MIRROR_LIST = "mirrorlist=";

  private final Fetcher fetcher;

  MirrorResolver(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  Mirrors resolve(RemoteSettings settings) throws IOException {
    if (settings.metalink().isPresent()) {
      URI document = Address.parse(settings.metalink().get());
      FetchedFile summary = Metalink.fetch(fetcher, document, "summary").fetchFile(fetcher);
      List<URI> repository = List.of(summary.from().resolve("."));
      return new Mirrors(repository, content(settings, repository), Optional.of(summary.body()));
    }
    List<URI> repository = resolve(settings.address());
    return new Mirrors(repository, content(settings, repository), Optional.empty());
  }

  private List<URI> content(RemoteSettings settings, List<URI> repository) throws IOException {
    Optional<String> address = settings.contentAddress();
    return address.isPresent() ? resolve(address.get()) : repository;
  }

  /// A mirror that does not even have a configuration is no repository.
  private List<URI> resolve(String address) throws IOException {
    return address.startsWith(MIRROR_LIST)
        ? MirrorList.fetch(
                fetcher, Address.parse(address.substring(MIRROR_LIST.length())), "config")
            .mirrors()
        : List.of(Address.parse(address));
  }
}
