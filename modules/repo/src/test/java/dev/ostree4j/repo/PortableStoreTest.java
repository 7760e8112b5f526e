// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What works where there is nothing but `java.nio.file`: archives and bare-user-only repositories.
class PortableStoreTest {
  @ParameterizedTest
  @EnumSource(names = {"ARCHIVE", "BARE_USER_ONLY"})
  void aCommitIsWrittenPublishedAndRead(RepoMode mode) throws IOException {
    var configuration =
        Configuration.unix().toBuilder()
            .setAttributeViews("basic", "posix", "user", "unix")
            .build();
    try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
      Kernel kernel = new PortableKernel(memory);
      Path path = memory.getPath("/repo");
      Files.createDirectories(path);
      Checksum commit;
      byte[] large = Samples.bytes(300_000);
      Checksum file;
      try (Repo repo = Samples.create(kernel, path, mode);
          Transaction transaction = repo.begin()) {
        commit = Samples.writeCommit(transaction, "s");
        file = Samples.write(transaction, Samples.regular(0755), large);
        transaction.setRef(RefSpec.parse("main"), Optional.of(commit));
        transaction.publish();
      }
      try (Repo repo = Repo.open(kernel, path)) {
        assertEquals(Optional.of(commit), repo.refs().find(RefSpec.parse("main")));
        repo.objects().forEach(name -> repo.objects().verify(name));
        try (ContentObject content = repo.objects().openContent(file)) {
          assertEquals(Samples.regular(0755), content.header());
          assertArrayEquals(large, content.stream().readAllBytes());
        }
      }
    }
  }
}
