// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.cli;

/// Where a run of the program begins.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("libostree:\n Version: '2022.7'");
      return;
    }
    System.err.println("error: No command specified");
    System.exit(1);
  }
}
