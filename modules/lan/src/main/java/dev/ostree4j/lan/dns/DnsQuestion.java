// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

/// A question: what is known of this type by this name?
///
/// @since 0.1
public record DnsQuestion(DnsName name, DnsType type) {}
