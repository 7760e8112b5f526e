// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Through which proxy a request goes, by an option or by the environment as curl reads it.
///
/// `http_proxy` (lower case only, since servers pass a header of that name to scripts),
/// `https_proxy`, `all_proxy`, and `no_proxy` with the hosts that are reached directly; the last
/// also holds where an option names the proxy.
///
/// @since 0.1
public final class ProxyRules {
  private final Map<String, URI> byScheme;
  private final DirectHosts direct;

  private ProxyRules(Map<String, URI> byScheme, DirectHosts direct) {
    this.byScheme = byScheme;
    this.direct = direct;
  }

  /// No proxy, whatever the environment says.
  public static ProxyRules none() {
    return new ProxyRules(Map.of(), DirectHosts.parse(""));
  }

  /// What these environment variables say.
  ///
  /// @throws FetchException.BadRequest when a variable is no URL of a proxy
  public static ProxyRules fromEnvironment(Map<String, String> environment) throws FetchException {
    Map<String, URI> found = new TreeMap<>();
    put(found, "http", environment.get("http_proxy"));
    put(found, "https", either(environment, "https_proxy"));
    String all = either(environment, "all_proxy");
    for (String scheme : new String[] {"http", "https"}) {
      if (!found.containsKey(scheme)) {
        put(found, scheme, all);
      }
    }
    return new ProxyRules(found, directHosts(environment));
  }

  /// This proxy for everything but what `no_proxy` of the environment lists.
  ///
  /// @param proxy `http://`, `socks4://`, `socks4a://`, `socks5://` or `socks5h://`, then
  ///     `[USER:PASSWORD@]HOST[:PORT]`; without a scheme it is `http://`; empty for no proxy at
  ///     all
  /// @param environment where `no_proxy` is looked up
  /// @throws FetchException.BadRequest when that is no URL of a proxy
  public static ProxyRules of(String proxy, Map<String, String> environment) throws FetchException {
    Map<String, URI> found = new TreeMap<>();
    put(found, "http", proxy);
    put(found, "https", proxy);
    return new ProxyRules(found, directHosts(environment));
  }

  /// The proxy for a request; empty when it goes straight.
  Optional<URI> proxyFor(Target target) {
    URI proxy = byScheme.get(target.scheme());
    return proxy == null || direct.contains(target.bareHost())
        ? Optional.empty()
        : Optional.of(proxy);
  }

  private static void put(Map<String, URI> found, String scheme, String proxy)
      throws FetchException {
    if (proxy == null || proxy.isEmpty()) {
      return;
    }
    found.put(scheme, checked(proxy.contains("://") ? proxy : "http://" + proxy));
  }

  private static URI checked(String text) throws FetchException {
    try {
      URI proxy = new URI(text);
      if (ProxyKind.of(proxy).isPresent() && proxy.getHost() != null) {
        return proxy;
      }
    } catch (URISyntaxException e) {
      // Told below, like the rest.
    }
    throw new FetchException.BadRequest(
        text.replaceFirst("//.*@", "//"),
        "this is no URL of a proxy that can be used: http, socks4, socks4a, socks5 or socks5h;"
            + " correct the option proxy or the environment");
  }

  private static DirectHosts directHosts(Map<String, String> environment) {
    String list = either(environment, "no_proxy");
    return DirectHosts.parse(list == null ? "" : list);
  }

  private static String either(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value != null ? value : environment.get(name.toUpperCase(java.util.Locale.ROOT));
  }
}
