// SPDX-License-Identifier: LGPL-2.1-or-later

/// Replication between repositories, in four stages with immutable values between them.
///
/// ```text
///   plan ───PullPlan──▶ fetch ───Body, bytes──▶ verify ───Verified──▶ import ──▶ publish
///   Planner             RemoteIntake            VerifyStage           ImportStage
///   RemoteSummary       WebSource, Spool        CommitGate            Transaction
/// ```
///
/// An object goes through fetch, verify and import in one thread, while others wait for the net: no
/// body waits in a queue, and nobody is woken to take it over. The pulling thread alone walks.
///
/// `CommitWalk` and `TreeWalk` say what is needed next; an `Intake` brings it, from a server or
/// from a repository on this machine, and hands directories back to the walk. A commit is marked
/// partial before its first object arrives and until the last one is there, so that whoever is
/// interrupted, or looks on, knows which commits are not whole.
package dev.ostree4j.pull;
