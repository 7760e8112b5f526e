// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.lan.LanException;
import dev.ostree4j.lan.RepoAdvert;
import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.MalformedMessageException;
import java.nio.ByteBuffer;

/// What anybody in the local network may send is read or refused; what is read can be written.
class LanFuzzTest {
  @FuzzTest
  void message(byte[] data) throws MalformedMessageException {
    DnsMessage message;
    try {
      message = DnsMessage.parse(ByteBuffer.wrap(data));
    } catch (MalformedMessageException refused) {
      assertFalse(refused.getMessage().isEmpty());
      return;
    }
    // Without compression it may be longer than a message.
    byte[] written = message.bytes();
    if (written.length <= DnsMessage.BYTES_MAX) {
      DnsMessage again = DnsMessage.parse(ByteBuffer.wrap(written));
      assertEquals(message.questions(), again.questions());
      assertEquals(message.answers().size(), again.answers().size());
      assertEquals(message.others().size(), again.others().size());
    }
    message.answers().forEach(LanFuzzTest::advert);
  }

  private static void advert(DnsRecord record) {
    if (record instanceof DnsRecord.Text text) {
      try {
        RepoAdvert advert = RepoAdvert.parse(text.texts());
        assertTrue(advert.refs().hashes() > 0);
        assertEquals(advert.texts(), RepoAdvert.parse(advert.texts()).texts());
      } catch (LanException refused) {
        assertFalse(refused.getMessage().isEmpty());
      }
    }
  }
}
