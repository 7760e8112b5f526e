// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import java.util.Optional;

/// How a command writes: what its options say, and what the environment adds.
final class WriteChoice {
  private WriteChoice() {}

  /// The choice of the older options for pulls.
  static Fsync fsync(FlagOption disable, FlagOption perObject) {
    if (disable.isSet()) {
      return Fsync.OFF;
    }
    return perObject.isSet() ? Fsync.EACH_OBJECT : Fsync.AS_CONFIGURED;
  }

  static TransactionOptions options(Surroundings surroundings, Fsync fsync) {
    TransactionOptions options = TransactionOptions.defaults().withFsync(fsync);
    if (surroundings.variable("OSTREE_EXP_WRITE_BARE_SPLIT_XATTRS").isPresent()) {
      // What the variable does in the C program: an experiment which its own fsck rejects.
      options = options.withSplitXattrs(TransactionOptions.SplitXattrsUse.WITHOUT_XATTRS);
    }
    Optional<String> boot = surroundings.variable("OSTREE_BOOTID");
    return boot.isPresent() ? options.withBootId(boot.get()) : options;
  }
}
