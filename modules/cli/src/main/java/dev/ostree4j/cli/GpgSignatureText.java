// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/// How `show`, `pull` and `summary --view` print the GPG signatures of something.
final class GpgSignatureText {
  private static final String INDENT = "  ";

  private final Console console;

  GpgSignatureText(Console console) {
    this.console = console;
  }

  /// Prints signatures that were judged.
  ///
  /// @param place what follows their number: nothing, or ` on the summary`
  void print(String place, List<OpenPgpSignature> judged) throws IOException {
    print("Found ", place, judged);
  }

  /// Judges signatures that a remote demands, and prints the answers.
  void printDemanded(byte[] signed, List<byte[]> signatures, List<OpenPgpKeyring> keyrings)
      throws IOException {
    printDemanded(OpenPgp.load().verify(signed, signatures, keyrings));
  }

  /// Prints signatures that a remote demands and that were judged.
  void printDemanded(List<OpenPgpSignature> judged) throws IOException {
    print("GPG: Verification enabled, found ", "", judged);
  }

  private void print(String found, String place, List<OpenPgpSignature> judged) throws IOException {
    int count = judged.size();
    console.println(found + count + " signature" + (count == 1 ? "" : "s") + place + ":");
    for (OpenPgpSignature signature : judged) {
      console.println();
      console.print(signature.describe(INDENT, ZoneId.systemDefault()));
    }
  }
}
