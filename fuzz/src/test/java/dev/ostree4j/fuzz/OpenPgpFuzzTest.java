// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpImport;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import java.time.ZoneOffset;
import java.util.List;

/// OpenPGP signatures and key rings are judged or refused; what was imported is listed.
class OpenPgpFuzzTest {
  private static final byte[] DOCUMENT = {1, 2, 3};

  @FuzzTest
  void signatures(byte[] data) throws OpenPgpException {
    OpenPgpKeyring keyring = OpenPgpKeyring.of("fuzz", data);
    try {
      for (OpenPgpSignature one :
          OpenPgp.load().verify(DOCUMENT, List.of(data), List.of(keyring))) {
        // Nobody signs himself: what is a signature is no key.
        assertFalse(one.isValid());
        assertTrue(one.describe("", ZoneOffset.UTC).startsWith("Signature made "));
      }
    } catch (OpenPgpException.Malformed refused) {
      assertFalse(refused.getMessage().isEmpty());
    }
  }

  @FuzzTest
  void keyRing(byte[] data) throws OpenPgpException {
    OpenPgp engine = OpenPgp.load();
    OpenPgpKeyring keyring = OpenPgpKeyring.of("fuzz", data);
    engine.keys(List.of(keyring)).forEach(key -> key.describe(ZoneOffset.UTC));
    try {
      OpenPgpKeyring empty = OpenPgpKeyring.of("target", new byte[0]);
      OpenPgpImport done = engine.importKeys(empty, List.of(keyring), List.of());
      assertEquals(done.imported(), engine.keys(List.of(done.keyring())).size());
    } catch (OpenPgpException.Malformed refused) {
      assertFalse(refused.getMessage().isEmpty());
    }
  }
}
