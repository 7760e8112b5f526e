// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign.spi;

import java.util.List;
import java.util.StringJoiner;

/// Names the keys that fit no signature, unless they are many.
final class FailureText {
  private static final int NAMED_MAX = 3;

  private FailureText() {}

  static String of(String engine, List<VerifyingKey> tried) {
    String problem = engine + ": Signature couldn't be verified";
    if (tried.size() > NAMED_MAX) {
      return problem + "; tried " + tried.size() + " keys";
    }
    var names = new StringJoiner("; ", problem + " with: ", "");
    for (VerifyingKey key : tried) {
      names.add("key '" + key.name() + "'");
    }
    return names.toString();
  }
}
