// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// How a transaction writes.
public final class TransactionOptions {
  private static final TransactionOptions DEFAULTS = new TransactionOptions();

  private TransactionOptions() {}

  /// As the configuration of the repository says.
  public static TransactionOptions defaults() {
    return DEFAULTS;
  }
}
