// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import com.sun.net.httpserver.Headers;
import java.time.Instant;

/// The conditions of a request, as RFC 9110, section 13 weighs them.
///
/// @param request the header lines of the request
/// @param tag the entity tag of the file, with its quotes
/// @param modified when it was changed; header lines tell whole seconds only
record Preconditions(Headers request, String tag, Instant modified) {
  /// Whether the client has this very file.
  boolean isNotModified() {
    String tags = request.getFirst("If-None-Match");
    if (tags != null) {
      return matches(tags);
    }
    String since = request.getFirst("If-Modified-Since");
    return since != null
        && HttpDate.parse(since)
            .filter(time -> modified.getEpochSecond() <= time.getEpochSecond())
            .isPresent();
  }

  /// Whether a range is meant of this very file, not of one before.
  boolean rangeHolds() {
    String of = request.getFirst("If-Range");
    return of == null || of.equals(tag) || of.equals(HttpDate.format(modified));
  }

  private boolean matches(String tags) {
    if (tags.strip().equals("*")) {
      return true;
    }
    for (String each : tags.split(",", -1)) {
      String one = each.strip();
      if ((one.startsWith("W/") ? one.substring(2) : one).equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
