// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a message, without compression: what is written here is small. Mutable.
final class DnsWriter {
  private static final int CLASS_INTERNET = 1;

  /// This replaces what was said before of the name; for records that only one machine has.
  private static final int FLUSH = 0x8000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  byte[] write(DnsMessage message) {
    number(2, message.id());
    number(2, message.isResponse() ? DnsMessage.RESPONSE_FLAG | DnsMessage.AUTHORITATIVE_FLAG : 0);
    number(2, message.questions().size());
    number(2, message.answers().size());
    number(2, 0);
    number(2, message.others().size());
    for (DnsQuestion question : message.questions()) {
      name(question.name());
      number(2, question.type().number());
      number(2, CLASS_INTERNET);
    }
    message.answers().forEach(answer -> record(answer, message.isResponse() && message.id() == 0));
    message.others().forEach(other -> record(other, message.isResponse() && message.id() == 0));
    return bytes.toByteArray();
  }

  private void number(int size, int value) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      bytes.write(value >> shift);
    }
  }

  private void name(DnsName name) {
    name.labels().forEach(this::string);
    bytes.write(0);
  }

  private void string(String text) {
    bytes.write(text.length());
    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// @param multicast whether those who listen keep what they heard before; who asked by himself
  ///     need not know of flushing
  private void record(DnsRecord record, boolean multicast) {
    name(record.name());
    number(2, record.type().number());
    boolean shared = record instanceof DnsRecord.Pointer;
    number(2, CLASS_INTERNET | (multicast && !shared ? FLUSH : 0));
    number(4, record.ttlSeconds());
    byte[] content = new DnsWriter().content(record);
    number(2, content.length);
    bytes.writeBytes(content);
  }

  private byte[] content(DnsRecord record) {
    switch (record) {
      case DnsRecord.Pointer pointer -> name(pointer.target());
      case DnsRecord.Service service -> {
        number(4, 0);
        number(2, service.port());
        name(service.host());
      }
      case DnsRecord.Text text -> texts(text.texts());
      case DnsRecord.Address address -> bytes.writeBytes(address.address().getAddress());
    }
    return bytes.toByteArray();
  }

  /// At least one, if an empty one: there are no records without content.
  private void texts(List<String> texts) {
    texts.forEach(this::string);
    if (texts.isEmpty()) {
      string("");
    }
  }
}
