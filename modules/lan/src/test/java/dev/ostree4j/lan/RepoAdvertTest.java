// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.discover.RefFilter;
import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.Golden;
import dev.ostree4j.lan.dns.MalformedMessageException;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepoAdvertTest {
  private static final List<String> GOOD =
      List.of("v=\u0001", "rb=\u0002\u0001\u00ff", "st=\0\0\0\0eS\u00f1\0", "ri=\u0001\u0002");

  private static CollectionRef ref(String name) {
    return new CollectionRef(new CollectionId("org.example.Apps"), new RefName(name));
  }

  private static List<String> golden() throws MalformedMessageException {
    DnsMessage message = DnsMessage.parse(Golden.bytes(Golden.RESPONSE));
    return ((DnsRecord.Text) message.answers().get(1)).texts();
  }

  /// The real program found `app` by these bytes, and not `other`.
  @Test
  void theReferenceIsRead() throws MalformedMessageException, LanException {
    RepoAdvert advert = RepoAdvert.parse(golden());
    assertEquals(7, advert.index());
    assertEquals(1_700_000_000, advert.summarySeconds());
    assertEquals(3, advert.refs().hashes());
    assertEquals(64, advert.refs().bits().length);
    assertTrue(advert.refs().mayContain(ref("app")));
    assertFalse(advert.refs().mayContain(ref("other")));
  }

  @Test
  void theReferenceIsWritten() throws MalformedMessageException {
    RefFilter filter = RefFilter.empty(64, 3).add(ref("app"));
    assertEquals(golden(), RepoAdvert.of(filter, 1_700_000_000, 7).texts());
  }

  @Test
  void theLargestFits() throws LanException {
    var filter = RefFilter.empty(RepoAdvert.FILTER_BYTES_MAX, 255).add(ref("app"));
    RepoAdvert advert = RepoAdvert.of(filter, -1, 65535);
    assertTrue(advert.texts().stream().allMatch(text -> text.length() <= 255));
    RepoAdvert read = RepoAdvert.parse(advert.texts());
    assertArrayEquals(filter.bits(), read.refs().bits());
    assertEquals(255, read.refs().hashes());
    assertEquals(-1, read.summarySeconds());
    assertEquals(65535, read.index());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    RefFilter small = RefFilter.empty(1, 1);
    RefFilter large = RefFilter.empty(RepoAdvert.FILTER_BYTES_MAX + 1, 1);
    assertThrows(IllegalArgumentException.class, () -> RepoAdvert.of(large, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> RepoAdvert.of(small, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> RepoAdvert.of(small, 0, 65536));
  }

  @Test
  void allIsNeeded() throws LanException {
    assertEquals(258, RepoAdvert.parse(GOOD).index());
    for (int i = 0; i < GOOD.size(); i++) {
      List<String> less = new ArrayList<>(GOOD);
      String key = less.remove(i).split("=")[0];
      var refused = assertThrows(LanException.MalformedAdvert.class, () -> RepoAdvert.parse(less));
      assertEquals("TXT record '" + key + "' is missing", refused.getMessage());
      assertEquals(key, refused.key());
      // Without a value it is not there either.
      less.add(key);
      assertThrows(LanException.MalformedAdvert.class, () -> RepoAdvert.parse(less));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'v=\u0002', is of another version",
    "0, 'v=', has 0 bytes",
    "0, 'v=\u0001\u0001', has 2 bytes",
    "1, 'rb=', has 0 bytes",
    "1, 'rb=\u0001', has 1 bytes",
    "1, 'rb=\u0001\u0001', is no filter of a known kind",
    "1, 'rb=\u0001\u0002\u00ff', is no filter of a known kind",
    "1, 'rb=\u0000\u0001\u00ff', is no filter of a known kind",
    "2, 'st=1234567', has 7 bytes",
    "2, 'st=123456789', has 9 bytes",
    "3, 'ri=1', has 1 bytes",
    "3, 'ri=123', has 3 bytes"
  })
  void whatIsMalformedIsRefused(int place, String text, String reason) {
    List<String> bad = new ArrayList<>(GOOD);
    bad.set(place, text);
    var refused = assertThrows(LanException.MalformedAdvert.class, () -> RepoAdvert.parse(bad));
    assertTrue(refused.getMessage().endsWith(reason), refused.getMessage());
  }
}
