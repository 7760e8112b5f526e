// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Sends a request and follows redirects until there is an answer.
final class Journey {
  // Nobody needs more; curl follows 30, older ones without end.
  private static final int REDIRECTS_MAX = 20;

  private final Wire wire;
  private final Courtesy courtesy;
  private final Traffic traffic;

  Journey(Wire wire, Courtesy courtesy, Traffic traffic) {
    this.wire = wire;
    this.courtesy = courtesy;
    this.traffic = traffic;
  }

  /// Goes to a server, and wherever it sends us.
  ///
  /// @param special the header lines of this kind of request
  Answer to(Target start, List<Header> special, Meter meter) throws IOException {
    Set<String> seen = new HashSet<>();
    boolean secure = false;
    Target hop = start;
    while (seen.add(hop.shown())) {
      secure |= hop.isTls();
      List<Header> lines = courtesy.lines(start, hop, secure && !hop.isTls(), special);
      Reply reply = traffic.counted(wire.send(new Order(hop, lines, meter)));
      if (!isRedirect(reply)) {
        return new Answer(reply, hop);
      }
      hop = next(start, hop, reply);
      if (seen.size() > REDIRECTS_MAX) {
        throw new FetchException.RedirectRefused(
            start.shown(), "more than " + REDIRECTS_MAX + " redirects; use the URL of their end");
      }
    }
    throw new FetchException.RedirectRefused(
        start.shown(), "the server redirects in a circle, back to " + hop.shown());
  }

  private static boolean isRedirect(Reply reply) {
    return switch (reply.status()) {
      case 301, 302, 303, 307, 308 -> reply.headers().first("Location").isPresent();
      default -> false;
    };
  }

  private static Target next(Target start, Target hop, Reply reply) throws FetchException {
    String location = reply.headers().first("Location").orElseThrow();
    reply.skip();
    reply.close();
    try {
      URI resolved = hop.uri().resolve(new URI(location.strip()));
      Target target = Target.of(resolved);
      if (target.isFile()) {
        throw refused(start, location);
      }
      return target;
    } catch (URISyntaxException | IllegalArgumentException | FetchException.BadRequest e) {
      throw refused(start, location);
    }
  }

  private static FetchException refused(Target start, String location) {
    return new FetchException.RedirectRefused(
        start.shown(),
        "the server redirects to '" + Headers.clipped(location) + "', which is not followed");
  }
}
