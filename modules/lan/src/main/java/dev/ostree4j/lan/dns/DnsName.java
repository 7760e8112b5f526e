// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.util.ArrayList;
import java.util.List;

/// A name, such as `_ostree_repo._tcp.local`. Two are equal when they differ in the case of ASCII
/// letters only.
///
/// @since 0.1
public final class DnsName {
  /// A label has at most so many bytes.
  public static final int LABEL_BYTES_MAX = 63;

  /// All labels have at most so many bytes, with one more for each and one for the end.
  public static final int BYTES_MAX = 255;

  // A character a byte: labels may hold any bytes, which are never more than compared and shown.
  private final List<String> labels;
  private final List<String> folded;

  private DnsName(List<String> labels) {
    this.labels = List.copyOf(labels);
    this.folded = labels.stream().map(DnsName::fold).toList();
  }

  private static String fold(String label) {
    var folded = new StringBuilder(label);
    for (int i = 0; i < folded.length(); i++) {
      char character = folded.charAt(i);
      if (character >= 'A' && character <= 'Z') {
        folded.setCharAt(i, (char) (character - 'A' + 'a'));
      }
    }
    return folded.toString();
  }

  /// The name of these labels, each character of which is a byte.
  ///
  /// @throws IllegalArgumentException when a label is empty or too long, or all are
  public static DnsName of(String... labels) {
    return of(List.of(labels));
  }

  static DnsName of(List<String> labels) {
    for (String label : labels) {
      boolean bytes = label.chars().allMatch(character -> character <= 0xFF);
      if (label.isEmpty() || label.length() > LABEL_BYTES_MAX || !bytes) {
        throw new IllegalArgumentException("a label of " + label.length() + " bytes: " + label);
      }
    }
    if (sizeBytes(labels) > BYTES_MAX) {
      throw new IllegalArgumentException("a name of " + sizeBytes(labels) + " bytes");
    }
    return new DnsName(labels);
  }

  static int sizeBytes(List<String> labels) {
    int size = 1;
    for (String label : labels) {
      size += 1 + label.length();
    }
    return size;
  }

  /// The name below this one.
  ///
  /// @throws IllegalArgumentException when the label is no label, or the name becomes too long
  public DnsName child(String label) {
    var all = new ArrayList<String>();
    all.add(label);
    all.addAll(labels);
    return of(all);
  }

  /// Whether this is a name below another, by one label.
  public boolean isChildOf(DnsName parent) {
    return folded.size() == parent.folded.size() + 1
        && folded.subList(1, folded.size()).equals(parent.folded);
  }

  /// The labels, each character of which is a byte.
  public List<String> labels() {
    return labels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnsName that && folded.equals(that.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  /// For people: what is no visible ASCII is a question mark.
  @Override
  public String toString() {
    return String.join(".", labels).replaceAll("[^ -~]", "?");
  }
}
