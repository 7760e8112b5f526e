// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "HTTP://Host:80/R,http://Host:80/R",
        "http://h,http://h",
        "https://u:p w@h/a b ,https://u:p%20w@h/a%20b%20",
        "http://h/a%20b[c]?d|e#f,http://h/a%20b%5Bc%5D?d%7Ce#f",
        "http://[::1]:80/r,http://[::1]:80/r",
        "http:///h:80/r,http://h:80/r",
        "http:/u:p@h,http://u:p@h",
        "FILE:///srv/r,file:///srv/r",
        "file:/srv/r,file:///srv/r",
        "file://localhost/srv/r,file:///srv/r",
        "file://127.0.0.1/srv/r,file:///srv/r",
        "file:///srv/a%20b c?d#e,file:///srv/a%20b%20c%3Fd%23e"
      })
  void isReadAsItIsMeant(String address, String meant) throws PullException {
    assertEquals(meant, Address.parse(address).toString());
    assertEquals(meant.startsWith("file:"), Address.isFile(address));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        " http://h/,URI is not absolute",
        "h:80,Invalid URI scheme",
        "127.0.0.1:80/r,URI is not absolute",
        "/srv/r,URI is not absolute",
        ",URI is not absolute",
        "ftp://h/,Invalid URI scheme in ftp://h/",
        "http:h/r,No http:// or https:// with a host",
        "http:////h/r,with a host",
        "http:///,with a host",
        "http://h/%2g,Invalid %-encoding in URI",
        "file://elsewhere/srv,no host",
        "file:srv,absolute path",
        "file:,absolute path",
        "file:///srv/%00,control character"
      })
  void orRefused(String address, String reason) {
    String text = address == null ? "" : address;
    var refusal = assertThrows(PullException.UnusableRemote.class, () -> Address.parse(text));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u007f"})
  void controlCharactersAreRefusedEverywhere(String control) {
    for (String form : new String[] {"http://h%s/", "http://h/a%s", "http://h/%s?", "file:///%s"}) {
      String address = form.replace("%s", control);
      assertThrows(PullException.UnusableRemote.class, () -> Address.parse(address), form);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:secret@host/%zz",
        "http:///user:secret@host/%zz",
        "http:user:secret@host/",
        "http://user:secret@host/a#b#c",
        "http://user:secret@[bad/",
        "ftp://user:secret@host/",
        "file://user:secret@host/path",
        "file://user:secret@/%00"
      })
  void passwordsAreNotTold(String address) {
    var failure = assertThrows(PullException.UnusableRemote.class, () -> Address.parse(address));
    assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
  }

  @Test
  void pathsThatAreNoTextAreRefused() {
    for (String path : List.of("/r%FF", "/r%C3", "/r%ED%A0%80")) {
      assertThrows(PullException.UnusableRemote.class, () -> Address.parse("file://" + path), path);
    }
  }
}
