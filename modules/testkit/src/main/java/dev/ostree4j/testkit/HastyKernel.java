// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.syscall.Kernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;

/// A kernel that does not wait for the disk.
///
/// For tests which run an operation once for each of its calls: what a cut leaves is simulated by
/// stopping, so only the order of the calls matters, and thousands of syncs would take minutes.
///
/// @since 0.1
public final class HastyKernel {
  private HastyKernel() {}

  /// The same kernel, in which `sync`, `dataSync` and `syncFileSystem` do nothing.
  @SuppressWarnings("exports")
  public static Kernel of(Kernel real) {
    Object proxy =
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (self, method, arguments) -> {
              if (method.getName().toLowerCase(Locale.ROOT).contains("sync")) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return (Kernel) proxy;
  }
}
