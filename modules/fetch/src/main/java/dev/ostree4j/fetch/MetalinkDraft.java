// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gathers what a metalink says of one file, and judges whether it is enough.
final class MetalinkDraft {
  /// A place and how much it is preferred.
  private record Place(URI url, int preference) {}

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");
  private static final Pattern SIZE = Pattern.compile("^\\+?(\\d{1,18})(?!\\d)");
  private static final int PLACES_MAX = 1000;

  private final URI from;
  private final String fileName;
  private final List<Place> places = new ArrayList<>();
  private boolean anyFile;
  private boolean wantedFile;
  private long sizeBytes;
  private String hashType = "";
  private String sha256 = "";
  private String sha512 = "";
  private boolean usable;
  private int preference;

  MetalinkDraft(URI from, String fileName) {
    this.from = from;
    this.fileName = fileName;
  }

  /// Whether it is the file that is wanted; of two of that name the first counts.
  boolean file(String name) {
    anyFile = true;
    boolean first = !wantedFile && name.equals(fileName);
    wantedFile |= first;
    return first;
  }

  /// What follows the digits does not count; without any it is no size.
  void sizeIs(String text) {
    Matcher digits = SIZE.matcher(text);
    sizeBytes = digits.find() ? Long.parseLong(digits.group(1)) : 0;
  }

  void hash(String type) {
    hashType = type;
  }

  void hashIs(String digest) {
    switch (hashType) {
      case "sha256" -> sha256 = digest.toLowerCase(Locale.ROOT);
      case "sha512" -> sha512 = digest.toLowerCase(Locale.ROOT);
      default -> {
        // Weaker ones prove nothing.
      }
    }
  }

  void url(String protocol, String wanted) {
    usable = protocol.equals("http") || protocol.equals("https");
    preference = wanted.matches("\\d{1,9}") ? Integer.parseInt(wanted) : 0;
  }

  void urlIs(String text) {
    if (!usable || places.size() >= PLACES_MAX) {
      return;
    }
    try {
      places.add(new Place(HttpUrl.parse(text), preference));
    } catch (URISyntaxException e) {
      // Another one may do.
    }
  }

  Metalink finish() throws FetchException {
    require(anyFile, "No <file> element found");
    require(wantedFile, "No <file name='" + fileName + "'> found");
    require(sizeBytes > 0, "No <size> element found or it is zero");
    require(
        !sha256.isEmpty() || !sha512.isEmpty(),
        "No <verification> element with known <hash type=> found");
    require(sha256.isEmpty() || SHA256.matcher(sha256).matches(), "Invalid hash digest for sha256");
    require(sha512.isEmpty() || SHA512.matcher(sha512).matches(), "Invalid hash digest for sha512");
    require(!places.isEmpty(), "No <url method='http'> elements found");
    List<URI> urls =
        places.stream()
            .sorted(Comparator.comparingInt(Place::preference).reversed())
            .map(Place::url)
            .toList();
    boolean long512 = !sha512.isEmpty();
    return new Metalink(
        from, sizeBytes, long512 ? "SHA-512" : "SHA-256", long512 ? sha512 : sha256, urls);
  }

  private void require(boolean fulfilled, String otherwise) throws FetchException {
    if (!fulfilled) {
      throw bad(otherwise);
    }
  }

  private FetchException bad(String reason) {
    return new FetchException.BadMetalink(Target.hidden(from), reason);
  }
}
