// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// The one native function of the project: `long syscall(long number, ...)`.
///
/// All calls go through it, because the cost that counts at start-up is linking: one function of
/// one shape is linked once, whatever is called later. Arguments are six `long`s; the kernel
/// ignores those that a call does not have and takes the low half where it wants an `int`.
final class Gate {
  private static final MethodHandle SYSCALL = link();

  final Scratch.Pool pool = new Scratch.Pool();

  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    MemoryLayout[] arguments = new MemoryLayout[7];
    Arrays.fill(arguments, ValueLayout.JAVA_LONG);
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments),
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }

  /// Calls the kernel, again when a signal interrupted it; the result, or the negative error
  /// number.
  static long call(Scratch s, Call call, long a, long b, long c, long d, long e, long f) {
    long result;
    do {
      result = once(s, call, a, b, c, d, e, f);
    } while (result == -Errno.EINTR);
    return result;
  }

  static long call(Scratch s, Call call, long a, long b, long c, long d) {
    return call(s, call, a, b, c, d, 0, 0);
  }

  static long call(Scratch s, Call call, long a) {
    return call(s, call, a, 0, 0, 0, 0, 0);
  }

  /// Calls the kernel and leaves an interruption to the caller.
  static long once(Scratch s, Call call, long a, long b, long c, long d, long e, long f) {
    try {
      long result = (long) SYSCALL.invokeExact(s.errnoPlace(), call.number, a, b, c, d, e, f);
      return result == -1 ? -s.errno() : result;
    } catch (Throwable impossible) {
      throw new AssertionError("a downcall throws nothing", impossible);
    }
  }

  /// The result, unless it is an error.
  static long check(long result, Call call, String path) throws IOException {
    if (result < 0) {
      throw SyscallErrors.of(call.label, path, (int) -result);
    }
    return result;
  }

  /// Closes a number that never became a [Descriptor], or whose descriptor is done with.
  static long close(Scratch s, int fd) {
    // Not repeated when interrupted: Linux has closed the number by then, and it may be another's.
    return once(s, Call.CLOSE, fd, 0, 0, 0, 0, 0);
  }
}
