// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.keyfile.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepoConfigTest {
  private static RepoConfig config(String core) throws IOException {
    return RepoConfig.of(KeyFile.parse("[core]\nrepo_version=1\nmode=bare\n" + core));
  }

  private static String refusal(String core) {
    return assertThrows(IOException.class, () -> config(core)).getMessage();
  }

  @Test
  void whatIsNotSetHasItsDefault() throws Exception {
    RepoConfig config = config("");
    assertEquals(RepoMode.BARE, config.mode());
    assertTrue(config.fsync());
    assertFalse(config.perObjectFsync());
    assertFalse(config.disableXattrs());
    assertTrue(config.uncompressedCache());
    assertEquals(Duration.ofDays(1), config.tmpExpiry());
    assertTrue(config.locking());
    assertEquals(Optional.of(Duration.ofSeconds(300)), config.lockTimeout());
    assertEquals(3, config.minFreeSpacePercent());
    assertEquals(0, config.minFreeSpaceBytes());
    assertEquals(Optional.empty(), config.minFreeSpaceSize());
    assertEquals(Optional.empty(), config.collectionId());
    assertEquals(Optional.empty(), config.parent());
    assertEquals(Optional.empty(), config.addRemotesConfigDir());
    assertEquals(OptionalLong.empty(), config.payloadLinkThreshold());
    assertEquals(List.of("config", "mount"), config.defaultRepoFinders());
    assertFalse(config.autoUpdateSummary());
    assertFalse(config.tombstoneCommits());
    assertFalse(config.noDeltasInSummary());
    assertFalse(config.indexedDeltas());
    assertFalse(config.signVerifyDeltas());
    assertEquals(6, config.zlibLevel());
    assertEquals(RepoConfig.TriState.NO, config.fsVerity());
    assertEquals(RepoConfig.TriState.NO, config.composefs());
    assertEquals("auto", config.bootloader());
    assertFalse(config.bootPrefix());
    assertEquals(0, config.bootCountingTries());
    assertEquals(List.of(), config.blsAppendExceptDefault());
    assertFalse(config.sysrootReadOnly());
  }

  @Test
  void whatIsSetCounts() throws Exception {
    RepoConfig config =
        config(
            """
            fsync=false
            per-object-fsync=true
            disable-xattrs=1
            enable-uncompressed-cache=0
            tmp-expiry-secs=60
            locking=false
            lock-timeout-secs=-1
            min-free-space-percent=0
            min-free-space-size=2GB
            collection-id=org.example.Os
            parent=/srv/parent
            add-remotes-config-dir=true
            payload-link-threshold=0
            default-repo-finders=mount;lan;
            commit-update-summary=true
            tombstone-commits=true
            no-deltas-in-summary=true
            indexed-deltas=true
            sign-verify-deltas=true

            [archive]
            zlib-level=99

            [ex-integrity]
            composefs=maybe

            [sysroot]
            bootloader=grub2
            bootprefix=true
            boot-counting-tries=5
            bls-append-except-default=a=b;c;
            readonly=true
            """);
    assertFalse(config.fsync());
    assertTrue(config.perObjectFsync());
    assertTrue(config.disableXattrs());
    assertFalse(config.uncompressedCache());
    assertEquals(Duration.ofMinutes(1), config.tmpExpiry());
    assertFalse(config.locking());
    assertEquals(Optional.empty(), config.lockTimeout());
    assertEquals(0, config.minFreeSpacePercent());
    assertEquals(2L << 30, config.minFreeSpaceBytes());
    assertEquals(Optional.of("2GB"), config.minFreeSpaceSize());
    assertEquals("org.example.Os", config.collectionId().orElseThrow().text());
    assertEquals(Optional.of(Path.of("/srv/parent")), config.parent());
    assertEquals(Optional.of(true), config.addRemotesConfigDir());
    assertEquals(OptionalLong.of(0), config.payloadLinkThreshold());
    assertEquals(List.of("mount", "lan"), config.defaultRepoFinders());
    assertTrue(config.autoUpdateSummary());
    assertTrue(config.tombstoneCommits());
    assertTrue(config.noDeltasInSummary());
    assertTrue(config.indexedDeltas());
    assertTrue(config.signVerifyDeltas());
    assertEquals(9, config.zlibLevel());
    assertEquals(RepoConfig.TriState.MAYBE, config.fsVerity());
    assertEquals(RepoConfig.TriState.MAYBE, config.composefs());
    assertEquals("grub2", config.bootloader());
    assertTrue(config.bootPrefix());
    assertEquals(5, config.bootCountingTries());
    assertEquals(List.of("a=b", "c"), config.blsAppendExceptDefault());
    assertTrue(config.sysrootReadOnly());
  }

  @Nested
  class Refusing {
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '|',
        delimiter = '!',
        value = {
          "min-free-space-size=5XB!Invalid min-free-space-size '5XB': It should be of the format"
              + " '123MB', '123GB' or '123TB'",
          "min-free-space-size=!Invalid min-free-space-size '': It should be of the format"
              + " '123MB', '123GB' or '123TB'",
          "min-free-space-size=-1MB!Invalid min-free-space-size '-1MB': It should be of the format"
              + " '123MB', '123GB' or '123TB'",
          "min-free-space-size=9999999999999999TB!Invalid min-free-space-size"
              + " '9999999999999999TB': Value was too high",
          "min-free-space-percent=100!Invalid min-free-space-percent '100'",
          "min-free-space-percent=abc!Invalid min-free-space-percent 'abc': must be a number",
          "min-free-space-percent=3x!Invalid min-free-space-percent '3x': must be a number",
          "min-free-space-percent=-1!Invalid min-free-space-percent '-1'",
          "default-repo-finders=foo!Invalid configured repo-finder 'foo'",
          "default-repo-finders=!Invalid empty default-repo-finders configuration",
          "locking=2!Key file contains key “locking” which has a value that cannot be interpreted.",
          "archive=true!This version of OSTree no longer supports \"archive\" repositories; use"
              + " archive-z2 instead",
        })
    void whatCannotBeMeant(String line, String message) {
      assertEquals(message, refusal(line + "\n"));
    }

    @Test
    void anUnknownBootloader() {
      assertEquals(
          "Invalid bootloader configuration: 'lilo'", refusal("[sysroot]\nbootloader=lilo\n"));
    }

    @Test
    void anUnknownTriState() {
      assertTrue(refusal("[ex-integrity]\nfsverity=often\n").contains("'often'"));
    }

    @Test
    void tooManyBootTries() throws IOException {
      RepoConfig config = config("[sysroot]\nboot-counting-tries=6\n");
      assertThrows(RepoException.InvalidConfig.class, config::bootCountingTries);
    }
  }

  @Nested
  class Lenient {
    @Test
    void numbersThatAreNoneAreZeroAsInC() throws IOException {
      assertEquals(Duration.ZERO, config("tmp-expiry-secs=abc\n").tmpExpiry());
      assertEquals(Optional.of(Duration.ZERO), config("lock-timeout-secs=zz\n").lockTimeout());
      assertEquals(Duration.ofSeconds(12), config("tmp-expiry-secs=12x\n").tmpExpiry());
    }

    @Test
    void hugeNumbersAreStillNumbers() throws IOException {
      RepoConfig config =
          config("tmp-expiry-secs=99999999999999999999\nlock-timeout-secs=9999999999999999999\n");
      assertTrue(config.tmpExpiry().compareTo(Duration.ofDays(365)) > 0);
      assertTrue(config.lockTimeout().orElseThrow().compareTo(Duration.ofDays(365)) > 0);
    }

    @Test
    void aCollectionThatIsNoneIsIgnored() throws IOException {
      assertEquals(Optional.empty(), config("collection-id=bad\n").collectionId());
    }

    @Test
    void theOlderGroupForVerityStillCounts() throws IOException {
      assertEquals(RepoConfig.TriState.YES, config("[ex-fsverity]\nrequired=true\n").fsVerity());
      assertEquals(
          RepoConfig.TriState.MAYBE, config("[ex-fsverity]\nopportunistic=true\n").fsVerity());
    }
  }

  @Test
  void theKeyFileIsACopy() throws IOException {
    RepoConfig config = config("");
    config.keyFile().removeGroup("core");
    assertTrue(config.keyFile().hasGroup("core"));
  }
}
