// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/// Which call of a [FaultyKernel] goes wrong, and how.
///
/// Calls are named as the methods of [dev.ostree4j.syscall.Kernel] (and `close`), and counted from
/// 1. With [#onlyFor] or [#onlyWhere] other calls are not counted at all.
///
/// @since 0.1
public final class FaultPlan {
  private final int nth;
  private final Fault fault;
  private final Predicate<Step> filter;

  private FaultPlan(int nth, Fault fault, Predicate<Step> filter) {
    if (nth < 1) {
      throw new IllegalArgumentException("calls are counted from 1, not " + nth);
    }
    this.nth = nth;
    this.fault = fault;
    this.filter = filter;
  }

  /// This fault happens at the n-th call.
  public static FaultPlan at(int nth, Fault fault) {
    return new FaultPlan(nth, fault, step -> true);
  }

  /// The n-th call fails with this error number.
  public static FaultPlan failing(int nth, int errno) {
    return at(nth, new Fault.Fail(errno));
  }

  /// The machine dies before the n-th call.
  public static FaultPlan cuttingOff(int nth) {
    return at(nth, new Fault.CutOff());
  }

  /// The n-th call takes this long.
  public static FaultPlan delaying(int nth, Duration time) {
    return at(nth, new Fault.Delay(time));
  }

  /// Counts only calls with these names.
  public FaultPlan onlyFor(String... calls) {
    Set<String> names = Set.of(calls);
    return onlyWhere(step -> names.contains(step.call()));
  }

  /// Counts only calls like these.
  public FaultPlan onlyWhere(Predicate<Step> condition) {
    return new FaultPlan(nth, fault, filter.and(condition));
  }

  int nth() {
    return nth;
  }

  Fault fault() {
    return fault;
  }

  boolean counts(Step step) {
    return filter.test(step);
  }
}
