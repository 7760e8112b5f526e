// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.8.1, 10.9.8.1",
    "2001:db8:0:0:0:1:0:5, [2001:db8::1:0:5]",
    "2001:0:0:1:0:0:0:1, [2001:0:0:1::1]",
    "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]",
    "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]",
    "2001:db8:0:0:0:0:0:0, [2001:db8::]",
    "fe80:0:0:0:858:7bff:fef3:6572, [fe80::858:7bff:fef3:6572%253]",
    "0:0:0:0:0:0:0:1, [::1%253]"
  })
  void addressesAreWrittenShortly(String address, String text) throws UnknownHostException {
    assertEquals(text, AddressText.of(address(address), 3));
  }

  @Test
  void aNetworkIsWhatHasItsFirstBits() throws UnknownHostException {
    var network = new Prefix(address("10.9.8.1"), 23);
    assertTrue(network.contains(address("10.9.9.255")));
    assertFalse(network.contains(address("10.9.10.1")));
    assertFalse(network.contains(address("::10.9.8.1")));
    assertTrue(new Prefix(address("10.9.8.1"), 32).contains(address("10.9.8.1")));
    assertFalse(new Prefix(address("10.9.8.1"), 32).contains(address("10.9.8.0")));
    assertTrue(new Prefix(address("::1"), 128).contains(address("::1")));
    assertFalse(new Prefix(address("fe80::1"), 64).contains(address("fe80:0:0:1::1")));
  }
}
