// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.IOException;

/// The bytes of a stored file contradict themselves. Internal: whoever knows the object's name
/// turns this into a [RepoException.ObjectDamaged].
final class DamagedContentException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedContentException(String message) {
    super(message);
  }
}
