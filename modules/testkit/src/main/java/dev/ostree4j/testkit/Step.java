// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

/// One call that a [FaultyKernel] was asked for.
///
/// @param call the name of the method of [dev.ostree4j.syscall.Kernel], or `close`
/// @param path what it was about, from the root that was opened; `.` is the root itself
/// @param otherPath the second path of calls that have two, else empty
/// @since 0.1
public record Step(String call, String path, String otherPath) {
  @Override
  public String toString() {
    return otherPath.isEmpty() ? call + " " + path : call + " " + path + " " + otherPath;
  }
}
