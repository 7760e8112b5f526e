// SPDX-License-Identifier: LGPL-2.1-or-later

/// Speaks to the kernel: the calls which the JDK lacks, relative to open directories.
///
/// Start with [dev.ostree4j.syscall.Kernel], the interface. `LinuxKernel` is the real one and the
/// only native code of the project; `PortableKernel` does what `java.nio.file` can do. Others may
/// not use this module, and so the package is exported to the project's own modules only.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.syscall {
  requires static org.jspecify;

  exports dev.ostree4j.syscall to
      dev.ostree4j.repo,
      dev.ostree4j.traverse,
      dev.ostree4j.tree,
      dev.ostree4j.delta,
      dev.ostree4j.summary,
      dev.ostree4j.pull,
      dev.ostree4j.serve,
      dev.ostree4j.discover,
      dev.ostree4j.sysroot,
      dev.ostree4j.ostree4j,
      dev.ostree4j.cli,
      dev.ostree4j.testkit,
      dev.ostree4j.benchmarks;
}
