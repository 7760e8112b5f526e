// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.IOException;

/// The machine "died": a [Fault.CutOff] or a [Fault.TornWrite] happened at or before this call.
///
/// @since 0.1
public final class CutOffException extends IOException {
  private static final long serialVersionUID = 1L;

  CutOffException(String call, String path) {
    super("cut off before " + call + "(" + path + ")");
  }
}
