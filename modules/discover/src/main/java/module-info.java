// SPDX-License-Identifier: LGPL-2.1-or-later

/// Finds who has a ref: configured remotes, mounted media, the local network; writes media.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.discover {
  requires static org.jspecify;
  requires transitive dev.ostree4j.pull;
}
