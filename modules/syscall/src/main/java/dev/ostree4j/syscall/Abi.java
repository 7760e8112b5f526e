// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.util.Locale;

/// What differs between the processors: a few open flags, and which column of [Call] holds the
/// numbers. Everything else that this module passes to the kernel is the same on both.
///
/// @param directory refuse what is no directory (`O_DIRECTORY`)
/// @param noFollow refuse a symlink (`O_NOFOLLOW`)
/// @param unnamed make a file without a name (`O_TMPFILE`)
/// @param generic whether the kernel numbers its calls by the generic table
record Abi(int directory, int noFollow, int unnamed, boolean generic) {
  private static final Abi X86_64 = new Abi(0x10000, 0x20000, 0x410000, false);
  private static final Abi AARCH64 = new Abi(0x4000, 0x8000, 0x404000, true);

  static final int READ_ONLY = 0;
  static final int READ_WRITE = 2;
  static final int CREATE = 0x40;
  static final int EXCLUSIVE = 0x80;
  static final int NO_TERMINAL = 0x100;
  static final int NON_BLOCKING = 0x800;
  static final int CLOSE_ON_EXEC = 0x80000;
  static final int PATH_ONLY = 0x200000;

  /// Stands for the working directory where a directory descriptor is asked for (`AT_FDCWD`).
  static final int WORKING_DIRECTORY = -100;

  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVE_DIRECTORY = 0x200;
  static final int AT_SYMLINK_FOLLOW = 0x400;
  static final int AT_NO_AUTOMOUNT = 0x800;
  static final int AT_EMPTY_PATH = 0x1000;

  /// This machine's. Only asked for where [LinuxKernel#isAvailable] said yes.
  static final Abi CURRENT = isArm() ? AARCH64 : X86_64;

  static boolean isKnown() {
    return System.getProperty("os.name").equals("Linux") && (isArm() || isIntel());
  }

  private static boolean isArm() {
    return processor().equals("aarch64");
  }

  private static boolean isIntel() {
    return processor().equals("amd64") || processor().equals("x86_64");
  }

  private static String processor() {
    return System.getProperty("os.arch").toLowerCase(Locale.ROOT);
  }
}
