// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A public key with its subkeys and users, judged: what `remote gpg-list-keys` shows.
///
/// @param primary the key that stands for all
/// @param subkeys those below it, in the order of the key ring
/// @param userIds whose it is, the main one first
/// @since 0.1
public record OpenPgpKey(Part primary, List<Part> subkeys, List<UserId> userIds) {
  /// A primary key or a subkey.
  ///
  /// @param fingerprint 40 digits of upper-case hexadecimal
  /// @param created when it was made
  /// @param expires when it ends, or ended
  /// @param isRevoked whether the owner took it back, or the primary key above it
  /// @param isExpired whether it has ended, or the primary key above it
  /// @param isInvalid whether its owner's own signature on it is missing or wrong
  /// @since 0.1
  public record Part(
      String fingerprint,
      Instant created,
      Optional<Instant> expires,
      boolean isRevoked,
      boolean isExpired,
      boolean isInvalid) {}

  /// A user of a key.
  ///
  /// @param text the whole, usually `NAME (COMMENT) <EMAIL>`
  /// @param name may be empty
  /// @param comment may be empty
  /// @param email may be empty
  /// @param isRevoked whether the owner took it back, or the key
  /// @param isInvalid whether the owner's own signature on it is missing or wrong
  /// @param advancedUrl where a newer copy of the key may be fetched, with a host of its own; empty
  ///     without an address
  /// @param directUrl the same on the host of the address
  /// @since 0.1
  public record UserId(
      String text,
      String name,
      String comment,
      String email,
      boolean isRevoked,
      boolean isInvalid,
      String advancedUrl,
      String directUrl) {}

  /// A key of these parts.
  public OpenPgpKey {
    subkeys = List.copyOf(subkeys);
    userIds = List.copyOf(userIds);
  }

  /// The fingerprint of the primary key.
  public String fingerprint() {
    return primary.fingerprint();
  }

  /// The lines in which the program `ostree` lists it, each ended by a line feed.
  ///
  /// @param zone where times are told
  public String describe(ZoneId zone) {
    var text = new StringBuilder();
    append(text, "", "Key: ", primary, zone);
    for (UserId user : userIds) {
      text.append("  UID: ").append(user.text());
      appendMarks(text, user.isRevoked(), user.isInvalid());
      text.append("  Advanced update URL: ").append(user.advancedUrl()).append('\n');
      text.append("  Direct update URL: ").append(user.directUrl()).append('\n');
    }
    for (Part subkey : subkeys) {
      append(text, "  ", "Subkey: ", subkey, zone);
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text, String indent, String title, Part part, ZoneId zone) {
    text.append(indent).append(title).append(part.fingerprint());
    appendMarks(text, part.isRevoked(), part.isInvalid());
    text.append(indent).append("  Created: ");
    text.append(OpenPgpDate.text(part.created(), zone)).append('\n');
    if (part.expires().isPresent()) {
      text.append(indent).append(part.isExpired() ? "  Expired: " : "  Expires: ");
      text.append(OpenPgpDate.text(part.expires().get(), zone)).append('\n');
    }
  }

  private static void appendMarks(StringBuilder text, boolean revoked, boolean invalid) {
    text.append(revoked ? " (revoked)" : "").append(invalid ? " (invalid)" : "").append('\n');
  }
}
