// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.IOException;

/// A lock that is held until it is closed; closing twice is harmless.
public final class RepoLock implements AutoCloseable {
  RepoLock() {}

  @Override
  public void close() throws IOException {
    throw new AssertionError("not yet");
  }
}
