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
/// For any number of threads. Together they take as much memory as one decoder does: where a part
/// has a small dictionary, as ours have, several are decompressed at the same time.
final class PartReceiver {
  /// The decoder's memory for the dictionary of 64 MiB which the highest preset of xz, 9, has; a
  /// stream which wants more is refused before it gets any.
  private static final int DECODER_MAX_KIB = 65 * 1024;

  /// What decoders take together, unless one alone takes more: a dictionary of 32 MiB, which the
  /// format's own compression, preset 8, has.
  private static final int TOGETHER_BYTES = 33 << 20;

  /// An `.xz` stream may have so many zero bytes after it, or a multiple.
  private static final int PADDING_BYTES = 4;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Repo repo;

  /// Lets the next part have the dictionary of the last.
  private final ArrayCache arrays = new DecoderArrays(TOGETHER_BYTES);

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
        requirePadding(in);
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

  private static void requirePadding(InputStream in) throws IOException {
    byte[] piece = new byte[BUFFER_BYTES];
    long count = 0;
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      Interrupts.check();
      for (int i = 0; i < n; i++) {
        if (piece[i] != 0) {
          throw new DeltaException.Malformed("more bytes follow its end");
        }
      }
      count += n;
    }
    if (count % PADDING_BYTES != 0) {
      throw new DeltaException.Malformed(count + " zero bytes follow its end, no multiple of four");
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
