// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.HttpUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a remote as people write it, read as leniently as the C program reads it: the
/// scheme in letters of any size, blanks and other characters that a URI has no place for as they
/// are; those of servers as [HttpUrl] says.
///
/// Control characters are refused, which the C program sends encoded: no address has them on
/// purpose.
final class Address {
  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//[^/?#]*)?(.*)", Pattern.DOTALL);
  private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Set<String> SCHEMES = Set.of("http", "https", "file");
  private static final String FILE = "file";

  /// What stands for a machine that is this one, as curl has it.
  private static final Set<String> HERE = Set.of("", "localhost", "127.0.0.1");

  private static final char REPLACEMENT = '\ufffd';
  private static final Pattern USER = Pattern.compile("^([^/?#:]*:/*)[^/?#]*@");
  private static final String UNWISE = " \"<>\\^`{|}[]?#";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Address() {}

  /// The URI that is meant; that of a file has no host and a path from the root.
  ///
  /// @throws PullException.UnusableRemote when it is none, or of a kind that cannot be fetched
  static URI parse(String address) throws PullException.UnusableRemote {
    Matcher parts = PARTS.matcher(address);
    if (!parts.matches()) {
      throw new PullException.UnusableRemote(
          "URI is not absolute, and no base URI was provided; correct the url of the remote");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new PullException.UnusableRemote("Invalid URI scheme in " + shown(address));
    }
    if (BAD_PERCENT.matcher(address).find()) {
      throw new PullException.UnusableRemote("Invalid %-encoding in URI " + shown(address));
    }
    String authority = parts.group(2) == null ? "" : parts.group(2);
    String path = parts.group(3);
    return scheme.equals(FILE) ? fileUri(address, authority, path) : httpUri(address);
  }

  /// Whether it names a file on this machine.
  static boolean isFile(String address) {
    return address.regionMatches(true, 0, FILE + ":", 0, FILE.length() + 1);
  }

  /// Without user and password.
  private static String shown(String address) {
    return USER.matcher(address).replaceFirst("$1");
  }

  private static URI httpUri(String address) throws PullException.UnusableRemote {
    try {
      return HttpUrl.parse(address);
    } catch (URISyntaxException e) {
      throw invalid(address, e.getReason());
    }
  }

  private static URI fileUri(String address, String authority, String path)
      throws PullException.UnusableRemote {
    String host = authority.isEmpty() ? "" : authority.substring(2).toLowerCase(Locale.ROOT);
    if (!HERE.contains(host) || !path.startsWith("/")) {
      throw invalid(address, "a file URL needs an absolute path and no host: file:///PATH");
    }
    // The name of a directory may have what parts a query from a path elsewhere.
    URI uri = fileUri(address, FILE + "://" + encoded(path));
    // What is no UTF-8 would be read as the name of something else.
    if (uri.getPath().chars().anyMatch(c -> Character.isISOControl(c) || c == REPLACEMENT)) {
      throw invalid(address, "a control character, or no UTF-8");
    }
    return uri;
  }

  private static URI fileUri(String address, String strict) throws PullException.UnusableRemote {
    try {
      return new URI(strict);
    } catch (URISyntaxException e) {
      throw invalid(address, e.getReason());
    }
  }

  private static String encoded(String text) {
    var result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (UNWISE.indexOf(c) >= 0) {
        result.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  private static PullException.UnusableRemote invalid(String address, String reason) {
    return new PullException.UnusableRemote(
        "Invalid URI " + shown(address) + ": " + reason + "; correct the url of the remote");
  }
}
