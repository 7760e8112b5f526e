// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

/// The types of records that are of use here.
///
/// @since 0.1
public enum DnsType {
  /// An address of four bytes.
  A(1),
  /// Another name, such as that of a service.
  PTR(12),
  /// Properties of a service.
  TXT(16),
  /// An address of sixteen bytes.
  AAAA(28),
  /// Host and port of a service.
  SRV(33),
  /// Any of them; only in questions.
  ANY(255);

  private final int number;

  DnsType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// Whether a question for this is answered by a record of another type.
  public boolean asksFor(DnsType type) {
    return this == ANY || this == type;
  }
}
