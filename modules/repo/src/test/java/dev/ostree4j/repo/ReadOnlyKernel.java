// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.FileSystemStatus;
import dev.ostree4j.syscall.Kernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// A kernel whose file systems say that they are mounted read-only: root, who runs tests in
/// containers, may write everywhere else.
final class ReadOnlyKernel {
  private ReadOnlyKernel() {}

  static Kernel over(Kernel kernel) {
    return (Kernel)
        Proxy.newProxyInstance(
            ReadOnlyKernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("fileSystem")) {
                return new FileSystemStatus(4096, 1000, 0, 0, true);
              }
              try {
                return method.invoke(kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
