// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever bytes come, they are a message or refused as none; and what is written is read again.
class DnsMessageProperties {
  private static final byte[] RESPONSE = HexFormat.of().parseHex(Golden.RESPONSE);

  private static Optional<DnsMessage> parse(byte[] bytes) {
    try {
      return Optional.of(DnsMessage.parse(ByteBuffer.wrap(bytes)));
    } catch (MalformedMessageException refused) {
      return Optional.empty();
    }
  }

  /// What was read can be written, unless it was longer than it may be without compression.
  private static void check(byte[] bytes) {
    parse(bytes)
        .ifPresent(
            message -> {
              byte[] written = message.bytes();
              if (written.length <= DnsMessage.BYTES_MAX) {
                DnsMessage again = parse(written).orElseGet(() -> fail("not read again"));
                assertEquals(message.questions(), again.questions());
                assertEquals(message.others(), again.others());
                assertEquals(message.answers().size(), again.answers().size());
              }
            });
  }

  @Property(tries = 2000)
  void randomBytesAreReadOrRefused(@ForAll @Size(max = 600) byte[] bytes) {
    check(bytes);
  }

  @Property(tries = 2000)
  void randomBytesBehindAHeaderAreReadOrRefused(@ForAll @Size(max = 600) byte[] bytes) {
    byte[] message = new byte[12 + bytes.length];
    System.arraycopy(RESPONSE, 0, message, 0, 12);
    System.arraycopy(bytes, 0, message, 12, bytes.length);
    check(message);
  }

  @Property(tries = 5000)
  void changedMessagesAreReadOrRefused(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 225) Integer> places,
      @ForAll @Size(4) List<@IntRange(min = 1, max = 255) Integer> values) {
    byte[] changed = RESPONSE.clone();
    for (int i = 0; i < places.size(); i++) {
      changed[places.get(i) % changed.length] ^= values.get(i).byteValue();
    }
    check(changed);
  }

  /// Every byte may be the beginning of a pointer to every place.
  @Property(tries = 300)
  void messagesFullOfPointersTakeNoTime(@ForAll @IntRange(max = 9000) int target) {
    byte[] bytes = new byte[DnsMessage.BYTES_MAX];
    System.arraycopy(RESPONSE, 0, bytes, 0, 4);
    bytes[6] = (byte) 0xFF;
    for (int i = 12; i + 1 < bytes.length; i += 2) {
      int place = Math.min(target, i - 2);
      bytes[i] = (byte) (0xC0 | place >> 8);
      bytes[i + 1] = (byte) place;
    }
    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> check(bytes));
  }

  @Property(tries = 500)
  void whatIsWrittenIsReadAgain(@ForAll("messages") DnsMessage message) {
    assertEquals(Optional.of(message), parse(message.bytes()));
  }

  @Provide
  Arbitrary<DnsMessage> messages() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMinLength(1).ofMaxLength(20);
    Arbitrary<DnsName> name = label.list().ofMaxSize(4).map(DnsName::of);
    Arbitrary<DnsType> type = Arbitraries.of(DnsType.class);
    Arbitrary<DnsQuestion> question = Combinators.combine(name, type).as(DnsQuestion::new);
    Arbitrary<Integer> ttl = Arbitraries.integers();
    Arbitrary<DnsRecord> pointer = Combinators.combine(name, ttl, name).as(DnsRecord.Pointer::new);
    Arbitrary<DnsRecord> service =
        Combinators.combine(name, ttl, Arbitraries.integers().between(1, 65535), name)
            .as(DnsRecord.Service::new);
    Arbitrary<DnsRecord> text =
        Combinators.combine(
                name,
                ttl,
                Arbitraries.strings()
                    .withCharRange('\0', '\u00ff')
                    .ofMaxLength(255)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4))
            .as(DnsRecord.Text::new);
    Arbitrary<InetAddress> address =
        Arbitraries.bytes().array(byte[].class).ofSize(4).map(DnsMessageProperties::address);
    Arbitrary<DnsRecord> where = Combinators.combine(name, ttl, address).as(DnsRecord.Address::new);
    Arbitrary<List<DnsRecord>> records =
        Arbitraries.oneOf(pointer, service, text, where).list().ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.integers().between(0, 65535),
            Arbitraries.of(true, false),
            question.list().ofMaxSize(4),
            records,
            records)
        .as(DnsMessage::new);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
