// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a request goes: a URL taken apart once.
///
/// @param scheme `http`, `https` or `file`
/// @param host a name or an address, in brackets where it is of IPv6; empty for files
/// @param port the port; 0 for files
/// @param credentials what stands before the `@`, decoded: `USER:PASSWORD`
/// @param resource path and query as they are sent
/// @param shown the URL without user and password
record Target(
    String scheme,
    String host,
    int port,
    Optional<String> credentials,
    String resource,
    String shown) {
  // Names with underscores are no host names by the book, yet they resolve.
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:(.*)@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%25\\w+)?])(?::(\\d{0,5}))?");

  // Longer ones are refused by the usual servers.
  private static final int LENGTH_MAX = 8000;

  /// Takes a URL apart.
  ///
  /// @throws FetchException.BadRequest when it is none of the kinds that can be fetched
  static Target of(URI uri) throws FetchException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> ofHttp(ascii(uri), scheme);
      case "file" -> ofFile(uri);
      default ->
          throw new FetchException.BadRequest(
              hidden(uri), "Invalid URI scheme in " + hidden(uri) + "; use http, https or file");
    };
  }

  private static Target ofHttp(URI uri, String scheme) throws FetchException {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    Matcher parts = AUTHORITY.matcher(authority);
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String resource = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    if (!parts.matches() || !isPort(parts.group(3)) || resource.length() > LENGTH_MAX) {
      throw new FetchException.BadRequest(
          hidden(uri), "the URL has no valid host or port, or is too long; correct it");
    }
    String host = parts.group(2).toLowerCase(Locale.ROOT);
    int port = port(scheme, parts.group(3));
    return new Target(
        scheme,
        host,
        port,
        Optional.ofNullable(parts.group(1)).map(Target::decoded),
        resource,
        shown(scheme, authority(scheme, host, port), resource));
  }

  private static Target ofFile(URI uri) throws FetchException {
    String authority = uri.getRawAuthority();
    boolean local = authority == null || authority.isEmpty() || authority.equals("localhost");
    if (!local || uri.getPath() == null || !uri.getPath().startsWith("/")) {
      throw new FetchException.BadRequest(
          hidden(uri), "a file URL needs an absolute path and no host: file:///PATH");
    }
    String path = uri.getRawPath();
    return new Target("file", "", 0, Optional.empty(), path, shown("file", "", path));
  }

  /// The target of a path below this one; a query stays at the end.
  ///
  /// @param path relative, not encoded, checked
  /// @throws FetchException.BadRequest when that is too long
  Target below(String path) throws FetchException {
    int query = isFile() ? -1 : resource.indexOf('?');
    String base = query < 0 ? resource : resource.substring(0, query);
    String end = query < 0 ? "" : resource.substring(query);
    String slash = base.endsWith("/") ? "" : "/";
    String below = base + slash + UrlPaths.encoded(path) + end;
    if (below.length() > LENGTH_MAX && !isFile()) {
      throw new FetchException.BadRequest(shown, "the URL is too long; correct it");
    }
    String root = shown.substring(0, shown.length() - resource.length());
    return new Target(scheme, host, port, credentials, below, root + below);
  }

  /// The URL without user and password.
  URI uri() {
    return URI.create(shown);
  }

  boolean isFile() {
    return scheme.equals("file");
  }

  boolean isTls() {
    return scheme.equals("https");
  }

  /// The path of a file, decoded.
  String filePath() {
    return URI.create("file://" + resource).getPath();
  }

  /// The path without the query.
  String path() {
    int query = resource.indexOf('?');
    return query < 0 ? resource : resource.substring(0, query);
  }

  /// Host, and port where it is not the usual one.
  String authority() {
    return authority(scheme, host, port);
  }

  private static String authority(String scheme, String host, int port) {
    return port == usualPort(scheme) ? host : host + ":" + port;
  }

  /// What the `Host` header says; a zone is nobody's business but ours.
  String hostHeader() {
    return host.startsWith("[") ? authority().replaceFirst("%25\\w+]", "]") : authority();
  }

  /// The host as the resolver wants it: no brackets.
  String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1).replace("%25", "%") : host;
  }

  private static String shown(String scheme, String authority, String resource) {
    return scheme + "://" + authority + resource;
  }

  /// Whether what was meant for this server may go to the other: the same one, or the same one
  /// behind TLS.
  boolean trustsWithSecrets(Target other) {
    boolean same = scheme.equals(other.scheme) && port == other.port;
    boolean upgraded = !isTls() && other.isTls() && port == 80 && other.port == 443;
    return host.equals(other.host) && (same || upgraded);
  }

  /// A URL as it may be shown: without what stands before the `@`.
  static String hidden(URI uri) {
    return uri.toString().replaceFirst("^([^/?#]*//)[^/?#]*@", "$1");
  }

  /// Letters of other alphabets are sent encoded.
  private static URI ascii(URI uri) {
    String encoded = uri.toASCIIString();
    return encoded.length() == uri.toString().length() ? uri : URI.create(encoded);
  }

  private static boolean isPort(String digits) {
    return digits == null || digits.isEmpty() || port("", digits) > 0 && port("", digits) < 0x10000;
  }

  private static int port(String scheme, String digits) {
    return digits == null || digits.isEmpty() ? usualPort(scheme) : Integer.parseInt(digits);
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : 0;
  }

  /// A text of a URL without its percent signs.
  static String decoded(String userInfo) {
    // A plus is itself here, unlike in forms.
    return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
