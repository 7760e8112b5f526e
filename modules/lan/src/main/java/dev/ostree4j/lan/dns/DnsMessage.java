// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.nio.ByteBuffer;
import java.util.List;

/// A message of multicast DNS: questions, or answers. What is of no use here is left out when one
/// is read.
///
/// @param id 0, or what who asks outside of multicast DNS wants to see again
/// @param isResponse whether it answers
/// @param questions what is asked
/// @param answers what is answered; in a question, what is known already
/// @param others what may be of use with the answers
/// @since 0.1
public record DnsMessage(
    int id,
    boolean isResponse,
    List<DnsQuestion> questions,
    List<DnsRecord> answers,
    List<DnsRecord> others) {
  /// The largest message, of RFC 6762.
  public static final int BYTES_MAX = 9000;

  static final int RESPONSE_FLAG = 0x8000;
  static final int AUTHORITATIVE_FLAG = 0x0400;
  static final int OPCODE_MASK = 0x7800;
  static final int STATUS_MASK = 0x000F;

  /// Copies the lists.
  public DnsMessage {
    questions = List.copyOf(questions);
    answers = List.copyOf(answers);
    others = List.copyOf(others);
  }

  /// Questions.
  ///
  /// @param known what need not be answered
  public static DnsMessage ofQuestions(List<DnsQuestion> questions, List<DnsRecord> known) {
    return new DnsMessage(0, false, questions, known, List.of());
  }

  /// Answers, for all to hear.
  ///
  /// @param others what may be of use with them
  public static DnsMessage ofAnswers(List<DnsRecord> answers, List<DnsRecord> others) {
    return new DnsMessage(0, true, List.of(), answers, others);
  }

  /// Reads a message.
  ///
  /// @throws MalformedMessageException when it is none
  public static DnsMessage parse(ByteBuffer bytes) throws MalformedMessageException {
    return new DnsReader(bytes).read();
  }

  /// Its bytes.
  public byte[] bytes() {
    return new DnsWriter().write(this);
  }
}
