// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors are what `composefs-info measure-file` of composefs 1.0.8 says of files whose byte
/// number n is n modulo 251; but of an empty file, where it disagrees with the kernel, what the
/// kernel's documentation of fs-verity leads to: a root of zeros. No image has the digest of one.
class FsVerityDigestTest {
  private static final int CHUNK_BYTES = 100_000;

  @ParameterizedTest
  @CsvSource({
    "0, 3d248ca542a24fc62d1c43b916eae5016878e2533c88238480b26128a1f1af95",
    "1, b803429503d95915829b29fdbc8bbad142f3abfd11b1cadf5526582e685c0551",
    "4095, 5f4953aad672b0188023d6cd6fbce9d09508eb7dad165b6298ce0086bc1e72db",
    "4096, 13e9b8848ae484a36acb3f3cac0ceb2f7601e96633d15c92f9bd3dd44e492157",
    "4097, b0d074abef4d544404facfab6ba242f6a8ccbde90f1325cd286f3c8aa8d0f8aa",
    "524287, 9735c4bb231d3222d1e5e23a4004d8b59dd33395d7de390530e15c2572000b47",
    "524288, d82861203d50ae9b60948504a704f35f5118bd229aeb1a22d6dae47b1767c4c4",
    "524289, 4dc6905041c9c4ee73e13b53f63f5d289c46da359b664a965ead7f8cc4d799d4",
    "5242880, 5c971f3a0baf458bcac3f4145c30f257d1c3c6d968e32a46411be7adc9265b6e",
    "67108864, 196650e8bd05f8516c0ede56deeb4d1ff2be9809dc2d827261db4a7773957567",
    "67108865, acba6554fbff4e8b2fc0361086b9e8ed6afbbd3196ade159c0f3e2bf9ecb2ed1",
  })
  void digestsAreThoseOfTheRealProgram(int length, String hex) {
    var digest = new FsVerityDigest();
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int done = 0; done < length; ) {
      int some = Math.min(CHUNK_BYTES, length - done);
      for (int i = 0; i < some; i++) {
        chunk[i] = (byte) ((done + i) % 251);
      }
      digest.update(chunk, 0, some);
      done += some;
    }
    assertEquals(hex, digest.finish().hex());
  }

  @Test
  void piecesDoNotMatter() {
    byte[] content = new byte[300_000];
    var random = new SplittableRandom(1);
    random.nextBytes(content);
    for (int round = 0; round < 50; round++) {
      var digest = new FsVerityDigest();
      for (int at = 0; at < content.length; ) {
        int some = Math.min(random.nextInt(20_000), content.length - at);
        digest.update(content, at, some);
        at += some;
      }
      assertEquals(FsVerityDigest.of(content), digest.finish());
    }
  }

  @Test
  void startsAnewWhenFinished() {
    var digest = new FsVerityDigest();
    digest.update(new byte[10_000], 0, 10_000).finish();
    assertEquals(FsVerityDigest.of(new byte[] {1}), digest.update(new byte[] {1}, 0, 1).finish());
  }

  @Test
  void refusesARangeOutsideOfTheArray() {
    var digest = new FsVerityDigest();
    assertThrows(IndexOutOfBoundsException.class, () -> digest.update(new byte[3], 2, 2));
  }

  @Test
  void theStreamPassesEverythingOn() throws IOException {
    var digest = new FsVerityDigest();
    var target = new ByteArrayOutputStream();
    try (var out = new FsVerityOutputStream(target, digest)) {
      out.write(7);
      out.write(new byte[] {1, 2, 3, 4}, 1, 2);
    }
    assertArrayEquals(new byte[] {7, 2, 3}, target.toByteArray());
    assertEquals(FsVerityDigest.of(new byte[] {7, 2, 3}), digest.finish());
  }
}
