// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/// In memory, with the attributes that a plain provider has.
class PortableKernelInMemoryContractTest extends KernelContract {
  private final FileSystem memory = Jimfs.newFileSystem(configuration());

  /// Small blocks, since most files of a test are small.
  Configuration configuration() {
    return Configuration.unix().toBuilder().setBlockSize(512).build();
  }

  @Override
  protected Kernel newKernel() {
    return new PortableKernel(memory);
  }

  @Override
  protected Path newDirectory() throws IOException {
    return Files.createTempDirectory(memory.getPath("").toAbsolutePath(), "root");
  }

  @AfterEach
  void forget() throws IOException {
    memory.close();
  }
}
