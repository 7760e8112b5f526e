// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

/// Is told how one fetch goes on, by the thread that fetches, in order, and never under a lock.
///
/// @since 0.1
@FunctionalInterface
public interface FetchListener {

  /// Something happened. It must not take long, since the fetch waits.
  void on(FetchEvent event);
}
