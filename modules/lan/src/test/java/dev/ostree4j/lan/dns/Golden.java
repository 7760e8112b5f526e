// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Messages that avahi-daemon 0.8 sent when it was asked for `_ostree_repo._tcp.local`. The service
/// `Peer` came from a service file with these TXT records; a real `ostree` found the ref `app` of
/// the collection `org.example.Apps` by its filter, and not the ref `other`.
public final class Golden {
  /// To everybody.
  public static final String RESPONSE =
      "0000840000000005000000000c5f6f73747265655f7265706f045f746370056c6f63616c00"
          + "000c00010000119400070450656572c00c"
          + "c02f0010800100001194005c03763d014572623d0301"
          + "000000000000000000040000000000000000000040000000000000000000001000000000"
          + "00000000000000000000000000000000000000000000000000000000"
          + "0b73743d000000006553f1000572693d0007"
          + "c02f0021800100000078000d000000001f900470656572c01e"
          + "c0b0001c8001000000780010fe8000000000000008587bfffef36572"
          + "c0b0000180010000007800040a090801";

  /// To one who asked from another port, with the number 77.
  public static final String LEGACY_RESPONSE =
      "004d840000010005000000000c5f6f73747265655f7265706f045f746370056c6f63616c00000c0001"
          + "c00c000c00010000000a00070450656572c00c"
          + "c035001000010000000a005c03763d014572623d0301"
          + "000000000000000000040000000000000000000040000000000000000000001000000000"
          + "00000000000000000000000000000000000000000000000000000000"
          + "0b73743d000000006553f1000572693d0007"
          + "c035002100010000000a000d000000001f900470656572c01e"
          + "c0b6001c00010000000a0010fe8000000000000008587bfffef36572"
          + "c0b6000100010000000a00040a090801";

  private Golden() {}

  /// The bytes of one.
  public static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }
}
