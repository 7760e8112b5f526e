// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import dev.ostree4j.syscall.SyscallErrors;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts calls, remembers them, and says which goes wrong. May be used by many threads.
final class FaultSchedule {
  private final List<FaultPlan> plans;
  // Guarded by this, like the next two.
  private final int[] counts;
  private final List<Step> trace = new ArrayList<>();
  private boolean dead;

  FaultSchedule(List<FaultPlan> plans) {
    this.plans = List.copyOf(plans);
    this.counts = new int[plans.size()];
  }

  synchronized List<Step> trace() {
    return List.copyOf(trace);
  }

  /// Lets a call through, or throws as planned.
  void enter(Step step) throws IOException {
    switch (next(step)) {
      case null -> {}
      case Fault.Fail fail -> throw failure(step, fail.errno());
      case Fault.ShortWrite other -> throw failure(step, other.errno());
      case Fault.Delay delay -> sleep(delay);
      case Fault.CutOff cut -> throw die(step);
      case Fault.TornWrite torn -> throw die(step);
    }
  }

  /// Remembers a call and tells the fault that is due, if any.
  @Nullable Fault next(Step step) throws CutOffException {
    synchronized (this) {
      if (dead) {
        throw new CutOffException(step.call(), step.path());
      }
      trace.add(step);
      Fault due = null;
      for (int i = 0; i < counts.length; i++) {
        FaultPlan plan = plans.get(i);
        if (plan.counts(step) && ++counts[i] == plan.nth()) {
          due = plan.fault();
        }
      }
      return due;
    }
  }

  synchronized CutOffException die(Step step) {
    dead = true;
    return new CutOffException(step.call(), step.path());
  }

  static IOException failure(Step step, int errno) {
    return SyscallErrors.of(step.call(), step.path(), errno);
  }

  static void sleep(Fault.Delay delay) throws InterruptedIOException {
    try {
      Thread.sleep(delay.time());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a fault delays a call");
    }
  }
}
