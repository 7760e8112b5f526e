// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one message from its beginning to its end. Mutable.
final class DnsReader {
  private static final int HEADER_BYTES = 12;
  private static final int CLASS_INTERNET = 1;
  private static final int CLASS_MASK = 0x7FFF;

  /// Each may only lead back, but a message can hold thousands of them in a row.
  private static final int POINTERS_MAX = 64;

  private final ByteBuffer bytes;

  DnsReader(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  DnsMessage read() throws MalformedMessageException {
    try {
      return message();
    } catch (BufferUnderflowException e) {
      throw new MalformedMessageException("it is cut off");
    }
  }

  private DnsMessage message() throws MalformedMessageException {
    if (bytes.remaining() > DnsMessage.BYTES_MAX) {
      throw new MalformedMessageException("it has " + bytes.remaining() + " bytes");
    }
    int id = unsignedShort();
    int flags = unsignedShort();
    if ((flags & (DnsMessage.OPCODE_MASK | DnsMessage.STATUS_MASK)) != 0) {
      throw new MalformedMessageException("its flags are " + Integer.toHexString(flags));
    }
    int questionCount = unsignedShort();
    int answerCount = unsignedShort();
    int otherCount = unsignedShort() + unsignedShort();
    List<DnsQuestion> questions = questions(questionCount);
    List<DnsRecord> answers = records(answerCount);
    List<DnsRecord> others = records(otherCount);
    if (bytes.hasRemaining()) {
      throw new MalformedMessageException("bytes follow it");
    }
    boolean response = (flags & DnsMessage.RESPONSE_FLAG) != 0;
    return new DnsMessage(id, response, questions, answers, others);
  }

  private int unsignedShort() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private int unsignedByte() {
    return Byte.toUnsignedInt(bytes.get());
  }

  // The lists grow with what is really there, whatever the counts say.

  private List<DnsQuestion> questions(int count) throws MalformedMessageException {
    var questions = new ArrayList<DnsQuestion>();
    for (int i = 0; i < count; i++) {
      DnsName name = name();
      Optional<DnsType> type = type(unsignedShort());
      int kind = unsignedShort() & CLASS_MASK;
      if (type.isPresent() && kind == CLASS_INTERNET) {
        questions.add(new DnsQuestion(name, type.get()));
      }
    }
    return questions;
  }

  private List<DnsRecord> records(int count) throws MalformedMessageException {
    var records = new ArrayList<DnsRecord>();
    for (int i = 0; i < count; i++) {
      record().ifPresent(records::add);
    }
    return records;
  }

  private Optional<DnsRecord> record() throws MalformedMessageException {
    DnsName name = name();
    Optional<DnsType> type = type(unsignedShort());
    int kind = unsignedShort() & CLASS_MASK;
    int ttl = bytes.getInt();
    int length = unsignedShort();
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    int end = bytes.position() + length;
    if (type.isEmpty() || kind != CLASS_INTERNET) {
      bytes.position(end);
      return Optional.empty();
    }
    Optional<DnsRecord> record =
        switch (type.get()) {
          case PTR -> Optional.of(new DnsRecord.Pointer(name, ttl, name()));
          case SRV -> service(name, ttl);
          case TXT -> Optional.of(new DnsRecord.Text(name, ttl, texts(end)));
          case A -> address(name, ttl, length, 4);
          case AAAA -> address(name, ttl, length, 16);
          case ANY -> throw new MalformedMessageException("a record of any type");
        };
    if (bytes.position() != end) {
      throw new MalformedMessageException("a record is not as long as it says");
    }
    return record;
  }

  private static Optional<DnsType> type(int number) {
    for (DnsType type : DnsType.values()) {
      if (type.number() == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// Nothing when there is no service: the port is 0, or the host has no name.
  private Optional<DnsRecord> service(DnsName name, int ttl) throws MalformedMessageException {
    bytes.getInt(); // Priority and weight choose among hosts of one service.
    int port = unsignedShort();
    DnsName host = name();
    return port == 0 ? Optional.empty() : Optional.of(new DnsRecord.Service(name, ttl, port, host));
  }

  private List<String> texts(int end) {
    var texts = new ArrayList<String>();
    while (bytes.position() < end) {
      texts.add(string(unsignedByte()));
    }
    return texts;
  }

  private String string(int length) {
    byte[] string = new byte[length];
    bytes.get(string);
    return new String(string, StandardCharsets.ISO_8859_1);
  }

  /// Nothing for an address of four bytes in sixteen, which no machine in a network has.
  private Optional<DnsRecord> address(DnsName name, int ttl, int length, int size)
      throws MalformedMessageException {
    if (length != size) {
      throw new MalformedMessageException("an address of " + length + " bytes");
    }
    byte[] address = new byte[size];
    bytes.get(address);
    try {
      InetAddress parsed = InetAddress.getByAddress(address);
      return parsed.getAddress().length == size
          ? Optional.of(new DnsRecord.Address(name, ttl, parsed))
          : Optional.empty();
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + size + " bytes", e);
    }
  }

  private DnsName name() throws MalformedMessageException {
    var labels = new ArrayList<String>();
    int size = 1;
    int after = -1;
    int pointers = 0;
    int start = bytes.position();
    while (true) {
      int length = unsignedByte();
      if (length == 0) {
        break;
      } else if (length <= DnsName.LABEL_BYTES_MAX) {
        labels.add(string(length));
        size += 1 + length;
        if (size > DnsName.BYTES_MAX) {
          throw new MalformedMessageException("a name of more than 255 bytes");
        }
      } else if ((length & 0xC0) == 0xC0) {
        int target = (length & 0x3F) << 8 | unsignedByte();
        after = after < 0 ? bytes.position() : after;
        // Only back, behind all that was read of this name: so there is an end.
        if (target < HEADER_BYTES || target >= start || ++pointers > POINTERS_MAX) {
          throw new MalformedMessageException("a name that leads to " + target);
        }
        start = target;
        bytes.position(target);
      } else {
        throw new MalformedMessageException("a label of an unknown kind");
      }
    }
    if (after >= 0) {
      bytes.position(after);
    }
    return DnsName.of(labels);
  }
}
