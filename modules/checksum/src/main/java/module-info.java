// SPDX-License-Identifier: LGPL-2.1-or-later

/// Names bytes: SHA-256 values, their two text forms, and streams that hash what flows through
// them.
///
/// Start with [dev.ostree4j.checksum.Checksum], the value; [dev.ostree4j.checksum.Hasher] makes
/// one out of bytes. Nothing here touches disk, clock or thread.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.checksum {
  requires static org.jspecify;

  exports dev.ostree4j.checksum;
}
