// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.sign.SignException;
import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.SignedMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTrustTest {
  private static final byte[] DATA = "the bytes of a commit".getBytes(UTF_8);
  private static final Checksum NAME = Checksum.ofContent(DATA);

  @TempDir Path temp;
  private Repo repo;

  @BeforeEach
  void makeRepository() throws IOException {
    repo = Repo.create(temp.resolve("repo"), RepoMode.ARCHIVE);
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  /// The trust in a remote with these options, `key=value`.
  private RemoteTrust trust(String... options) throws IOException {
    RemoteDraft draft = RemoteDraft.of("r").withUrl("http://localhost/");
    for (String option : options) {
      int equals = option.indexOf('=');
      draft = draft.withOption(option.substring(0, equals), option.substring(equals + 1));
    }
    repo.remotes().add(draft, IfPresent.REPLACE);
    return RemoteTrust.of(repo, "r")
        .withEngines(SignatureEngines.withDummy())
        .withKeyDirectories(List.of(temp.resolve("keys")));
  }

  private static SignedMetadata signedBy(String engine, String... secrets) throws IOException {
    SignedMetadata metadata = SignedMetadata.empty();
    for (String secret : secrets) {
      var signer = SignatureEngines.withDummy().resolve(engine).signer(secret);
      metadata = metadata.with(signer, DATA);
    }
    return metadata;
  }

  private static Optional<VariantDict> attached(SignedMetadata metadata) {
    return Optional.of(metadata.toDict());
  }

  private static String refusal(RemoteTrust trust, Optional<VariantDict> detached) {
    var e =
        assertThrows(
            TrustException.CommitUntrusted.class, () -> trust.verifyCommit(NAME, DATA, detached));
    assertEquals(NAME, e.commit());
    return e.getMessage();
  }

  @Nested
  class WhatIsDemanded {
    @Test
    void aRemoteDemandsOpenPgpSignaturesOfCommitsUnlessItSaysOtherwise() throws IOException {
      RemoteTrust trust = trust();
      assertTrue(trust.verifiesCommits());
      assertFalse(trust.verifiesSummary());
      assertEquals(
          "Commit "
              + NAME
              + ": GPG verification enabled, but no signatures found"
              + " (use gpg-verify=false in remote config to disable)",
          refusal(trust, Optional.empty()));
    }

    @Test
    void nothingIsDemandedOfAnAddressWithoutConfiguration() throws IOException {
      RemoteTrust trust = RemoteTrust.of(repo, "file:///somewhere");
      assertFalse(trust.verifiesCommits());
      assertFalse(trust.verifiesSummary());
      assertEquals(List.of(), trust.verifyCommit(NAME, DATA, Optional.empty()).messages());
    }

    @Test
    void aRemoteThatIsNotThereIsRefused() {
      assertThrows(RepoException.InvalidRemote.class, () -> RemoteTrust.of(repo, "nobody"));
    }

    @Test
    void overridesWinOverTheConfiguration() throws IOException {
      RemoteTrust trust = trust("sign-verify=dummy", "sign-verify-summary=true");
      assertTrue(trust.withGpgVerify(false).verifiesCommits());
      assertFalse(trust.withGpgVerify(false).withoutSignVerify().verifiesCommits());
      assertFalse(trust.withoutSignVerifySummary().verifiesSummary());
      assertTrue(trust.withoutSignVerifySummary().withGpgVerifySummary(true).verifiesSummary());
    }

    @Test
    void truthValuesAndListsAreToldApart() throws IOException {
      for (String off : List.of("false", "0", "", ";")) {
        assertFalse(trust("gpg-verify=false", "sign-verify=" + off).verifiesCommits(), off);
      }
      for (String on : List.of("true", "1", "dummy", "dummy;ed25519", "ed25519,dummy", "maybe")) {
        assertTrue(trust("gpg-verify=false", "sign-verify=" + on).verifiesCommits(), on);
      }
    }

    @Test
    void theParentsOptionsCountWhereThereAreNone() throws IOException {
      trust("gpg-verify=false", "sign-verify=dummy", "verification-dummy-key=word");
      Path child = temp.resolve("child");
      Repo.create(child, RepoMode.ARCHIVE).close();
      Files.writeString(
          child.resolve("config"),
          "[core]\nrepo_version=1\nmode=archive-z2\nparent=" + repo.path() + "\n");
      try (Repo below = Repo.open(child)) {
        RemoteTrust trust = RemoteTrust.of(below, "r").withEngines(SignatureEngines.withDummy());
        trust.verifyCommit(NAME, DATA, attached(signedBy("dummy", "word")));
        refusal(trust, attached(signedBy("dummy", "other")));
      }
    }
  }

  @Nested
  class Keys {
    @Test
    void anEngineThatIsNamedHasToHaveKeys() throws IOException {
      RemoteTrust trust = trust("gpg-verify=false", "sign-verify=dummy");
      var e = assertThrows(TrustException.KeysMissing.class, trust::requireKeys);
      assertTrue(e.getMessage().startsWith("No keys found for required signapi type dummy"));
    }

    @Test
    void anEngineThatIsNotThereIsRefused() throws IOException {
      for (String names : List.of("nosuch", "dummy;nosuch", "maybe")) {
        RemoteTrust trust =
            trust("gpg-verify=false", "sign-verify=" + names, "verification-dummy-key=word");
        assertThrows(SignException.UnknownEngine.class, trust::requireKeys, names);
        assertThrows(
            SignException.UnknownEngine.class,
            () -> trust.verifyCommit(NAME, DATA, attached(signedBy("dummy", "word"))));
      }
    }

    @Test
    void aFileOfKeysThatIsNotThereIsRefused() throws IOException {
      RemoteTrust trust =
          trust(
              "gpg-verify=false",
              "sign-verify=true",
              "verification-dummy-file=/nonexisting",
              "verification-dummy-key=word");
      var e = assertThrows(TrustException.KeysMissing.class, trust::requireKeys);
      assertEquals("dummy", e.engine());
      assertTrue(e.getMessage().startsWith("Failed loading 'dummy' keys from '/nonexisting'"));
    }

    @Test
    void anInlineKeyThatIsNoneIsRefused() throws IOException {
      RemoteTrust trust =
          trust("gpg-verify=false", "sign-verify=ed25519", "verification-ed25519-key=AAAA");
      var e = assertThrows(TrustException.KeysMissing.class, trust::requireKeys);
      assertEquals(
          "Failed loading 'ed25519' keys from inline `verification-key`: Incorrect ed25519 key: a"
              + " public key has 32 bytes, this one 3",
          e.getMessage());
    }

    @Test
    void thoseOfTheFileAndTheInlineOneCountBoth() throws IOException {
      Path file = Files.writeString(temp.resolve("words"), "# words\none\n\ntwo\n");
      RemoteTrust trust =
          trust(
              "gpg-verify=false",
              "sign-verify=dummy",
              "verification-dummy-file=" + file,
              "verification-dummy-key=three");
      for (String word : List.of("one", "two", "three")) {
        assertEquals(
            List.of("dummy: Signature verified"),
            trust.verifyCommit(NAME, DATA, attached(signedBy("dummy", word))).messages());
      }
      refusal(trust, attached(signedBy("dummy", "four")));
    }

    @Test
    void thoseOfTheMachineCountOnlyForARemoteWithoutItsOwn() throws IOException {
      Path keys = Files.createDirectory(temp.resolve("keys"));
      Files.writeString(keys.resolve("trusted.dummy"), "machine\n");
      RemoteTrust any = trust("gpg-verify=false", "sign-verify=true");
      any.verifyCommit(NAME, DATA, attached(signedBy("dummy", "machine")));
      RemoteTrust own = trust("gpg-verify=false", "sign-verify=true", "verification-dummy-key=own");
      refusal(own, attached(signedBy("dummy", "machine")));
    }

    @Test
    void whatTheMachineRevokesIsNotTrustedInAnyRemote() throws IOException {
      Path keys = Files.createDirectories(temp.resolve("keys/revoked.dummy.d"));
      RemoteTrust before =
          trust("gpg-verify=false", "sign-verify=dummy", "verification-dummy-key=own");
      before.verifyCommit(NAME, DATA, attached(signedBy("dummy", "own")));
      Files.writeString(keys.resolve("leaked"), "own\n");
      RemoteTrust after =
          trust("gpg-verify=false", "sign-verify=dummy", "verification-dummy-key=own");
      assertTrue(
          refusal(after, attached(signedBy("dummy", "own"))).endsWith("trusted keys are revoked"));
    }
  }

  @Nested
  class Commits {
    private RemoteTrust demanding() throws IOException {
      return trust("gpg-verify=false", "sign-verify=dummy", "verification-dummy-key=word");
    }

    @Test
    void oneGoodSignatureIsEnough() throws IOException {
      Judgement judgement =
          demanding().verifyCommit(NAME, DATA, attached(signedBy("dummy", "other", "word")));
      assertEquals("word", judgement.signedBy().orElseThrow().key().name());
    }

    @Test
    void withoutDetachedMetadataItIsRefused() throws IOException {
      assertTrue(
          refusal(demanding(), Optional.empty())
              .endsWith(": Can't verify commit without detached metadata"));
    }

    @Test
    void withoutSignaturesItIsRefused() throws IOException {
      assertEquals(
          "Commit " + NAME + ": Can't verify commit: No signatures found",
          refusal(demanding(), Optional.of(VariantDict.empty())));
    }

    @Test
    void aSignatureOfAnEngineThatIsNotDemandedIsNone() throws IOException {
      SignedMetadata spki = SignedMetadata.empty().with("ostree.sign.spki", "word".getBytes(UTF_8));
      assertTrue(refusal(demanding(), attached(spki)).endsWith("No signatures found"));
    }

    @Test
    void aSignatureUnderAnotherTypeIsNone() throws IOException {
      VariantDict text = VariantDict.empty().put("ostree.sign.dummy", "word");
      assertTrue(refusal(demanding(), Optional.of(text)).endsWith("No signatures found"));
    }

    @Test
    void wrongSignaturesOfSeveralEnginesAreCounted() throws IOException {
      RemoteTrust any =
          trust("gpg-verify=false", "sign-verify=true", "verification-dummy-key=word");
      SignedMetadata both = signedBy("dummy", "other").with("ostree.sign.ed25519", new byte[64]);
      assertEquals(
          "Commit "
              + NAME
              + ": Can't verify commit: (1 other invalid signatures)signature: ed25519: no keys"
              + " loaded",
          refusal(any, attached(both)));
    }

    @Test
    void anOpenPgpSignatureIsDemandedBesideTheOther() throws IOException {
      RemoteTrust both = trust("sign-verify=dummy", "verification-dummy-key=word");
      assertTrue(
          refusal(both, attached(signedBy("dummy", "word")))
              .contains("GPG verification enabled, but no signatures found"));
    }
  }

  @Nested
  class Summaries {
    private RemoteTrust demanding() throws IOException {
      return trust("gpg-verify=false", "sign-verify-summary=true", "verification-dummy-key=word");
    }

    @Test
    void aGoodSignatureIsEnough() throws IOException {
      byte[] signatures = signedBy("dummy", "word").bytes();
      assertEquals(
          List.of("dummy: Signature verified"),
          demanding().verifySummary(DATA, Optional.of(signatures)).messages());
    }

    @Test
    void withoutSignatureFileItIsRefused() throws IOException {
      RemoteTrust trust = demanding();
      var e =
          assertThrows(
              TrustException.SummaryUnsigned.class,
              () -> trust.verifySummary(DATA, Optional.empty()));
      assertEquals(
          "Signatures verification enabled, but no summary.sig found"
              + " (use sign-verify-summary=false in remote config to disable)",
          e.getMessage());
    }

    @Test
    void aSignatureFileThatIsRubbishHoldsNoSignatures() throws IOException {
      RemoteTrust trust = demanding();
      for (byte[] rubbish : List.of("invalid\n".getBytes(UTF_8), new byte[0], new byte[1000])) {
        var e =
            assertThrows(
                TrustException.SummaryUntrusted.class,
                () -> trust.verifySummary(DATA, Optional.of(rubbish)));
        assertEquals("No signatures found", e.getMessage());
      }
    }

    @Test
    void aWrongSignatureIsRefused() throws IOException {
      RemoteTrust trust = demanding();
      byte[] signatures = signedBy("dummy", "other").bytes();
      var e =
          assertThrows(
              TrustException.SummaryUntrusted.class,
              () -> trust.verifySummary(DATA, Optional.of(signatures)));
      assertEquals("signature: dummy: incorrect signatures found: 1", e.getMessage());
    }

    @Test
    void openPgpSignaturesAreAskedForFirst() throws IOException {
      RemoteTrust trust = demanding().withGpgVerifySummary(true);
      var e =
          assertThrows(
              TrustException.SummaryUnsigned.class,
              () -> trust.verifySummary(DATA, Optional.empty()));
      assertTrue(e.getMessage().startsWith("GPG verification enabled, but no summary.sig found"));
      byte[] signatures = signedBy("dummy", "word").bytes();
      assertThrows(
          TrustException.SummaryUntrusted.class,
          () -> trust.verifySummary(DATA, Optional.of(signatures)));
    }

    @Test
    void aSummaryThatWasAskedForAloneIsRefusedInOtherWords() throws IOException {
      var unsigned = new TrustException.SummaryUnsigned("unsigned");
      var missing = new TrustException.SummaryMissing("missing");
      var untrusted = new TrustException.SummaryUntrusted("untrusted");
      RemoteTrust trust = demanding();
      assertEquals(
          "Signature verification enabled, but no summary signatures found"
              + " (use sign-verify-summary=false in remote config to disable)",
          trust.summaryAlone(unsigned).getMessage());
      assertEquals(
          "Signature verification enabled, but no summary found"
              + " (check that the configured URL in remote config is correct)",
          trust.summaryAlone(missing).getMessage());
      assertSame(untrusted, trust.summaryAlone(untrusted));
    }

    @Test
    void aMissingSummaryIsRefusedOnlyWhereItHasToBeSigned() throws IOException {
      trust("gpg-verify=false").refuseMissingSummary();
      RemoteTrust trust = demanding();
      assertThrows(TrustException.SummaryMissing.class, trust::refuseMissingSummary);
      RemoteTrust gpg = trust("gpg-verify-summary=true");
      var e = assertThrows(TrustException.SummaryMissing.class, gpg::refuseMissingSummary);
      assertEquals(
          "GPG verification enabled, but no summary found"
              + " (use gpg-verify-summary=false in remote config to disable)",
          e.getMessage());
    }
  }
}
