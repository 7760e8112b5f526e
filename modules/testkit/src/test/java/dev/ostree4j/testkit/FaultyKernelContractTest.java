// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LinuxKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FaultyKernelContractTest extends KernelContract {
  @TempDir Path scratch;

  @Override
  protected Kernel newKernel() {
    return new FaultyKernel(new LinuxKernel());
  }

  @Override
  protected Path newDirectory() throws IOException {
    return Files.createTempDirectory(scratch, "root");
  }
}
