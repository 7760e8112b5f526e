// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import java.io.IOException;

/// Is told of each stored object.
///
/// @since 0.1
public interface ObjectVisitor {
  /// This object is stored.
  void visit(ObjectName name) throws IOException;
}
