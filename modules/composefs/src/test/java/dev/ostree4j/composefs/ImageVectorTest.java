// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.checksum.HashingOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Images are those of the C library, byte for byte.
///
/// The vectors were made by the programs of composefs 1.0.8 from each tree's [ImageDump]:
/// `mkcomposefs --max-version=0 --from-file T.dump T.cfs`, then `stat -c %s`,
/// `composefs-info measure-file` and `sha256sum` of T.cfs. With the variable `COMPOSEFS_DUMPS` set
/// to a directory this test writes the dumps there.
class ImageVectorTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
            ACL, 16384, f6670e9b80dd6d8e601b74d5f3f9a2e21027bf7d1c3e4e9de3f6f5a63ced39a5, 47283fa1d4a1520cab93d10f4d64ac2e7adf72485bc75ab093a7ccade20e529e
            ALL_HEX_NAMES, 40960, 0a185107db3eb75af06764316952e0e19951604f4eb00f4e78384c1b10059350, bd84bdebe364214d93da722ba8fde7ab2e364089e76f6ffea63fa5d62d4a979c
            BY_CHANCE, 6877184, 0dcf9d0baf4a3b3ab752d333cdb8b3fd28b2c23012c94b883830f06387e8b2de, 85cf449d6a62e1554e85e07dc26da6caa3123eefc83e528c9f644d1ddeefc778
            DEEP, 131072, 7d6dc77a70144078f23bf920cf4249bc96fbfb14e89790d3a7434bdcc42b0aa6, f7d81a9992dd549b5287d9e832112e62cebe53bd88af83b95b0f1f3ff519bceb
            EMPTY, 16384, 8f589e8f57ecb88823736b0d857ddca1e1068a23e264fad164b28f7038eb3682, c3dc5b0fc4afb0693a95e017fe5815e1f88f204d485df617541b5ea659aefb8b
            EXACT_DIRECTORIES, 155648, 1562e72cdac89f5344e7e88362a9ff6d26f0c4e797403be225368263d7eae6f9, d16248caebd3785bed2be50d2fa59d2e9f27a9a7446d43f0d78f04a36cb4fb95
            FILE_SIZES, 61440, 8bcc9280f16d41e115b85de3e478613a763d8747fca42cbe67112e898e4956f8, 442bfbf27821ae88e1c927a79e8a933f37f5a50b2f6ddf298250bac7305e888b
            LARGE_DIRECTORIES, 208896, 20ff035727ae357a62bf26293fd48b85bbed4e88fb1d785583fcb33d7d03cf93, 58d287fb809a8b0fa3c012c9e7afb293700ec5f27839aab75f1dea72c5a520c6
            LARGE_XATTRS, 110592, 3235ee73b6e29ec173d1d9a01059838dd6b382288af6659270d9d6023c3d9618, 6c98dab0869d97268c42e57d6cb1a4a55d33a51cd44d8f7fc4a4601dd4853d84
            LONG_SYMLINKS, 114688, db216511b33f4ef8712abd8762e5c51706e16e0f2a451f327e0a020cb9207ceb, 267d2ff293e3895cdf70f37dec634c40aa4093a6e21c1c5295ce39d8776e0512
            MANY_SUBDIRECTORIES, 10747904, 70510ff90abcd8f4da166ccbeed2b4c3e258c36d43c2955b8b80a06be1d3b081, 1c85efa740c1d22cb71a1bfdb49330ef07414bcfa4c188085ecba5e7aabdb18b
            NO_ACL, 16384, ac2601a8f3967a81365de969181b279b5a1e71a5edbea7096a8fa38317b39436, cdade550b3be66543ecf91772f90e10f92a0e784997c54b212aa28f44444603a
            ODD_NAMES, 24576, 1cfb767b17dbe7e242c5f66858fe0e85816628bc3b3629d5d0f8f7648b9e94bb, fdc4e2bc425fb7cfceeee2cbc7097c3e42401faefa5b94a9936af823ad80a795
            OWNERS_AND_MODES, 28672, 2cd6060881627ab1a6bc45bdaa64f579811b363298213cb4a9d74266e04e8be2, 71a8ef739a35acca7a81bea86f00afa73a88de63f268b3eeb0baf9263bc6108f
            SAME_HASHES, 16384, cbbffa1fc8112e2263b6bb59d1f86106bc6697a6b64f74faeefa6f592591e377, 30a4d89bc77f5491d26b0638cdd2067526aa0ce46e5f30ca08a46d8af1806acb
            SHARED_XATTRS, 28672, 306f8f5b1594104b42e4cb7224aee9c947966d4d56b345a66aab215989d4079a, 94016cd5dcb24d0b36aa01c4f9e0b940c9825f8b6d3e114696850876b6de5375
            SMALL, 16384, 47dae72b2ade97a189aaa15fee0a789fea13331d17dde3454ff6d57727c04877, 429e87d3bb3e76b9ff522c241af477f9349dd8f0669321dcde7b88fccd747ae2
            SOME_HEX_NAMES, 24576, 74fe513dff8f22a840640dc2402dcbf26152b2331e49a176ebda77f1a10cdc7c, 68c7672adbc1894e4d1db95f07022495e71dde22e8a7ba868ebdcc8b8b0cd569
            WITHOUT_DIGESTS, 16384, 556bbcfcea5a4de5f2ab0ffe395b4db074bcd4748124e539c6bc68b5623fe1ff, 0e8b934dd96505ba07ce55eb2722e314ae53aa1fdda2f5464c1037b1b0b31061
            XATTR_NAMES, 28672, a94d989728975ed56ea23d45ab6d0da0794085620459cfdd3bd30fd30b109f77, f1f35b1df4834e8bf7d7c923b56911538dddf128c735b9586937febee736ffdb
          """)
  void imagesAreThoseOfTheLibrary(SampleTree tree, long sizeBytes, String digest, String sha256)
      throws IOException {
    ComposefsImage image = ComposefsImage.of(tree.make());
    Hasher hasher = Hasher.sha256();
    image.writeTo(new HashingOutputStream(OutputStream.nullOutputStream(), hasher));
    assertEquals(sha256, hasher.finish().hex());
    assertEquals(digest, image.digest().hex());
    assertEquals(sizeBytes, image.sizeBytes());
  }

  @Test
  void everyTreeHasAVector() throws Exception {
    var source =
        ImageVectorTest.class
            .getDeclaredMethod(
                "imagesAreThoseOfTheLibrary",
                SampleTree.class,
                long.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class);
    Set<SampleTree> missing = EnumSet.allOf(SampleTree.class);
    source.textBlock().lines().forEach(line -> missing.remove(tree(line)));
    assertEquals(Set.of(), missing);
  }

  private static SampleTree tree(String line) {
    return SampleTree.valueOf(line.substring(0, line.indexOf(',')).strip());
  }

  @ParameterizedTest
  @EnumSource
  void writingTwiceGivesTheSame(SampleTree tree) throws IOException {
    ComposefsImage image = ComposefsImage.of(tree.make());
    var first = new ByteArrayOutputStream();
    var second = new ByteArrayOutputStream();
    image.writeTo(first);
    image.writeTo(second);
    assertEquals(image.sizeBytes(), first.size());
    assertEquals(FsVerityDigest.of(first.toByteArray()), FsVerityDigest.of(second.toByteArray()));
    assertEquals(image.digest(), FsVerityDigest.of(first.toByteArray()));
  }

  @Test
  void isWrittenInPieces() throws IOException {
    var largest = new int[1];
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            largest[0] = Math.max(largest[0], length);
          }
        };
    ComposefsImage.of(SampleTree.LARGE_DIRECTORIES.make()).writeTo(out);
    assertTrue(largest[0] <= 64 * 1024, () -> largest[0] + " bytes at once");
  }

  @ParameterizedTest
  @EnumSource
  void dumpsAreWrittenOnDemand(SampleTree tree) throws IOException {
    String dump = ImageDump.of(tree.make());
    assertTrue(dump.startsWith("/ 0 40"), dump);
    String directory = System.getenv("COMPOSEFS_DUMPS");
    if (directory != null) {
      Files.writeString(Path.of(directory, tree + ".dump"), dump);
    }
  }
}
