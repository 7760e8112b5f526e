// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.checksum.HashingInputStream;
import dev.ostree4j.repo.Repo;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZIOException;

/// Takes in a part: decompresses it, compares its checksum, finds its pieces.
///
/// Where the pieces lie stands at the end of the payload, and the operations come after the blob
/// which they read in any order. So all of it is spooled first; the checksum is known before the
/// first operation is carried out.
///
/// For any number of threads. Together they take as much memory as one decoder may: where a part
/// has a small dictionary, as ours have, several are decompressed at the same time.
final class PartReceiver {
  /// The decoder's memory for the dictionary of 32 MiB which the format's own compression, preset 8
  /// of xz, has; a stream which wants more is refused before it gets any.
  private static final int DECODER_MAX_KIB = 33 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Repo repo;

  /// Lets the next part have the dictionary of the last.
  private final ArrayCache arrays = new DecoderArrays(DECODER_MAX_KIB << 10);

  PartReceiver(Repo repo) {
    this.repo = repo;
  }

  /// @param stored the part from the byte which tells the compression on; read to its end
  PartPayload receive(Checksum expected, InputStream stored) throws IOException {
    var hasher = Hasher.sha256();
    var in = new HashingInputStream(new BufferedInputStream(stored, BUFFER_BYTES), hasher);
    var spool = new Spool(repo);
    try {
      try {
        decode(in, spool);
      } catch (XZIOException | EOFException | DeltaException.Malformed e) {
        // What arrived damaged is better called so than by what the damage happens to look like.
        requireChecksum(expected, in, hasher);
        throw new DeltaException.Malformed(
            "Delta part " + expected + " cannot be decompressed: " + e.getMessage(), e);
      }
      requireChecksum(expected, in, hasher);
      return PartPayload.parse(spool);
    } catch (IOException | RuntimeException e) {
      try (spool) {
        throw e;
      }
    }
  }

  private void decode(InputStream in, Spool spool) throws IOException {
    int code = in.read();
    if (code < 0) {
      throw new EOFException("it is empty");
    }
    PartCompression compression =
        PartCompression.ofCode(code)
            .orElseThrow(
                () -> new DeltaException.Malformed("Invalid compression type '" + code + "'"));
    switch (compression) {
      case NONE -> spool.fill(in);
      case XZ -> {
        decompress(in, spool);
        if (in.read() >= 0) {
          throw new DeltaException.Malformed("more bytes follow its end");
        }
      }
    }
  }

  private void decompress(InputStream in, Spool spool) throws IOException {
    // The checksum of the part stands for the check inside.
    var stream = new SingleXZInputStream(in, DECODER_MAX_KIB, false, arrays);
    try {
      spool.fill(stream);
    } finally {
      stream.close(false);
    }
  }

  private static void requireChecksum(Checksum expected, InputStream in, Hasher hasher)
      throws IOException {
    byte[] rest = new byte[BUFFER_BYTES];
    while (in.read(rest) >= 0) {
      Interrupts.check();
    }
    Checksum actual = hasher.finish();
    if (!actual.equals(expected)) {
      throw new DeltaException.ChecksumMismatch(
          "Checksum mismatch in static delta part; expected=" + expected + " actual=" + actual);
    }
  }
}
