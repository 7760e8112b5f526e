// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class PortableKernelOnDiskContractTest extends KernelContract {
  @TempDir Path scratch;

  @Override
  protected Kernel newKernel() {
    return new PortableKernel(FileSystems.getDefault());
  }

  @Override
  protected Path newDirectory() throws IOException {
    return Files.createTempDirectory(scratch, "root");
  }
}
