// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.traverse.Depth;

/// How much history a pull brings. What is neither a number of parents nor all is refused: the C
/// program breaks off there.
final class DepthChoice {
  private DepthChoice() {}

  static IntOption option() {
    return new IntOption("depth", "DEPTH", 0, "Bring this many parents (default 0, -1 is all)");
  }

  static Depth of(IntOption option) throws CommandException {
    if (option.value() < Depth.ALL.parents()) {
      throw new CommandException("Invalid depth " + option.value() + "; -1 brings all parents");
    }
    return new Depth(option.value());
  }
}
