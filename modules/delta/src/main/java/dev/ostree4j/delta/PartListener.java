// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

/// Is told how far a delta is, on the thread that has it carried out.
///
/// @since 0.1
@FunctionalInterface
public interface PartListener {
  /// A part was carried out.
  void done(PartHeader part);

  /// Nothing happened for a tenth of a second: a part is still being fetched or decompressed.
  default void waiting() {}
}
