// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.checksum.Checksum;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeltaNameTest {
  private static final Checksum ONE = Checksum.ofContent(new byte[] {1});
  private static final Checksum TWO = Checksum.ofContent(new byte[] {2});
  private static final DeltaName UPDATE = DeltaName.between(ONE, TWO);
  private static final DeltaName SCRATCH = DeltaName.fromScratch(TWO);

  @Test
  void theTextOfANameIsTheName() {
    assertEquals(ONE + "-" + TWO, UPDATE.toString());
    assertEquals(TWO.hex(), SCRATCH.toString());
    assertEquals(UPDATE, DeltaName.parse(UPDATE.toString()));
    assertEquals(SCRATCH, DeltaName.parse(SCRATCH.toString()));
  }

  @Test
  void aDirectoryIsNamedByBothCommits() {
    String from = ONE.base64();
    String to = TWO.base64();
    assertEquals(
        "deltas/" + from.substring(0, 2) + "/" + from.substring(2) + "-" + to, UPDATE.directory());
    assertEquals("deltas/" + to.substring(0, 2) + "/" + to.substring(2), SCRATCH.directory());
    assertEquals(SCRATCH.directory() + "/7", SCRATCH.partPath(7));
    assertEquals(SCRATCH.directory() + "/superblock", SCRATCH.superblockPath());
    assertEquals(
        "delta-indexes/" + to.substring(0, 2) + "/" + to.substring(2) + ".index",
        DeltaName.indexPath(TWO));
  }

  @Test
  void aDirectoryTellsItsDelta() {
    for (DeltaName name : new DeltaName[] {UPDATE, SCRATCH}) {
      String[] path = name.directory().split("/");
      assertEquals(Optional.of(name), DeltaName.ofDirectory(path[1], path[2]));
    }
    String[] index = DeltaName.indexPath(TWO).split("/");
    assertEquals(Optional.of(TWO), DeltaName.ofIndex(index[1], index[2]));
  }

  @Test
  void namesAreInTheOrderOfTheirText() {
    List<DeltaName> names =
        List.of(
            UPDATE,
            SCRATCH,
            DeltaName.fromScratch(ONE),
            DeltaName.between(TWO, ONE),
            DeltaName.between(ONE, ONE),
            DeltaName.between(TWO, TWO));
    for (DeltaName name : names) {
      for (DeltaName other : names) {
        assertEquals(
            Integer.signum(name.toString().compareTo(other.toString())),
            Integer.signum(name.compareTo(other)),
            name + " and " + other);
      }
    }
  }

  @Test
  void otherDirectoriesAreNoDeltas() {
    String rest = ONE.base64().substring(2);
    assertEquals(Optional.empty(), DeltaName.ofDirectory("ab", "cd"));
    assertEquals(Optional.empty(), DeltaName.ofDirectory("abc", rest));
    assertEquals(Optional.empty(), DeltaName.ofDirectory("ab", rest + "+" + TWO.base64()));
    assertEquals(Optional.empty(), DeltaName.ofDirectory("ab", rest + "-" + rest));
    assertEquals(Optional.empty(), DeltaName.ofIndex("ab", rest + ".idx"));
    assertEquals(Optional.empty(), DeltaName.ofIndex("ab", ".index"));
  }

  @Test
  void whatIsNoNameIsRefused() {
    String hex = ONE.hex();
    for (String text :
        new String[] {
          "",
          "-",
          hex + "-",
          "-" + hex,
          hex.toUpperCase(java.util.Locale.ROOT),
          hex + "-" + hex + "-" + hex,
          hex + "/"
        }) {
      assertEquals(Optional.empty(), DeltaName.find(text), text);
      assertThrows(IllegalArgumentException.class, () -> DeltaName.parse(text), text);
    }
  }
}
