// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.fetch.CookieFile;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import java.io.IOException;

/// The file in a repository which keeps the cookies of a remote.
final class CookieJar {
  // Browsers keep 180 cookies of 4 KiB a site.
  private static final int MAX_BYTES = 1 << 20;
  // Cookies are as good as passwords.
  private static final int MODE = 0600;

  private final Repo repo;
  private final String path;

  CookieJar(Repo repo, String remote) throws InvalidNameException {
    this.repo = repo;
    this.path = RemoteName.parse(remote) + ".cookies.txt";
  }

  CookieFile read() throws IOException {
    return repo.files().find(path, MAX_BYTES).map(CookieFile::parse).orElse(CookieFile.empty());
  }

  void write(CookieFile cookies) throws IOException {
    repo.files().replace(path, cookies.bytes());
    repo.kernel().changeMode(repo.directory(), path, MODE);
  }
}
