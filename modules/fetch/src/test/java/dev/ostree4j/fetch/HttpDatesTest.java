// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HttpDatesTest {
  @Test
  void readBackAsWritten() {
    for (String time : new String[] {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z"}) {
      Instant instant = Instant.parse(time);
      assertEquals(Optional.of(instant), HttpDates.parse(HttpDates.text(instant)));
    }
    assertEquals(
        Optional.of(Instant.parse("2026-11-03T01:49:31Z")),
        HttpDates.parse("Tue, 03 Nov 2026 01:49:31 UTC"));
  }

  @Test
  void whatIsNoneIsNone() {
    for (String text :
        new String[] {
          "",
          "x",
          "Tue, 03 Nov 2026 01:49:31 CET",
          "Tue, 31 Nov 2026 01:49:31 GMT",
          "Tue, 03 anF 2026 01:49:31 GMT",
          "Tue, 03 Nov 2026 24:49:31 GMT",
          "Tuesday, 03-Nov-26 01:49:31 GMT",
          "Tue, 0x Nov 2026 01:49:31 GMT",
          "Tue, 03 Nov 2026 01:49:31 GMTX",
          "Tue, ٠٣ Nov 2026 01:49:31 GMT"
        }) {
      assertEquals(Optional.empty(), HttpDates.parse(text), text);
    }
  }
}
