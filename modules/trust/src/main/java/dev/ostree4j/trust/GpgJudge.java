// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpSignature;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/// Judges OpenPGP signatures with the key rings of a remote.
interface GpgJudge {
  /// The same with key rings from elsewhere.
  GpgJudge with(RemoteKeyrings other);

  /// The same with the key rings of another remote.
  GpgJudge ofRemote(String other);

  /// Says what each signature is worth.
  ///
  /// @param signatures at least one
  /// @throws IOException when that cannot be told
  List<OpenPgpSignature> judge(byte[] data, List<byte[]> signatures) throws IOException;

  /// Returns when one of the signatures is good.
  ///
  /// @param signatures at least one
  /// @param told hears what they are worth, also when none is good
  /// @return all of them, judged
  /// @throws IOException when none is; the message tells why
  default List<OpenPgpSignature> require(
      byte[] data, List<byte[]> signatures, Consumer<List<OpenPgpSignature>> told)
      throws IOException {
    List<OpenPgpSignature> judged = judge(data, signatures);
    told.accept(judged);
    if (judged.stream().noneMatch(OpenPgpSignature::isValid)) {
      throw new OpenPgpException.Untrusted(
          judged, OpenPgpSignature.describeFailure(judged, ZoneId.systemDefault()));
    }
    return judged;
  }
}
