// SPDX-License-Identifier: LGPL-2.1-or-later
import org.jspecify.annotations.NullMarked;

/// Reads and writes GLib key files: repository configuration, remotes, origins.
///
/// Text in, text out: nothing here touches a disk. Start at {@link dev.ostree4j.keyfile.KeyFile}.
@NullMarked
module dev.ostree4j.keyfile {
  requires static org.jspecify;

  exports dev.ostree4j.keyfile;
}
