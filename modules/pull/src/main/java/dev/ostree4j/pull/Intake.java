// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import java.io.IOException;

/// Brings objects into a transaction: asked one by one, carried out side by side.
///
/// What is here already is not brought again. Asking never waits for an answer: commits and
/// directories are handed to their visitor later, by [#finish()], in the thread that asked. All of
/// it is for one thread; what works beside it is hidden behind it.
interface Intake extends AutoCloseable {
  /// Goes on with a commit when the answer is there.
  @FunctionalInterface
  interface CommitVisitor {
    void visit(CommitPapers papers) throws IOException;
  }

  /// Goes on with a directory when it is stored.
  @FunctionalInterface
  interface TreeVisitor {
    void visit(DirTree tree) throws IOException;
  }

  /// What is needed of a commit.
  enum Need {
    /// The commit, which must be there.
    COMMIT,
    /// The commit if the source has it.
    COMMIT_IF_THERE,
    /// Only what is said about it: the commit itself is here.
    DETACHED
  }

  /// Asks for a commit; it is not stored before [#storeCommit].
  void bringCommit(Checksum commit, Need need, CommitVisitor next) throws IOException;

  /// Brings what is left of a commit that was deleted at the source, which must be there.
  ///
  /// @throws IOException when it is not, or is something else
  void bringTombstone(Checksum commit) throws IOException;

  /// Stores a commit that was accepted.
  void storeCommit(Checksum commit, CommitPapers papers) throws IOException;

  /// Stores what is said about a commit, in place of what was said before.
  void storeDetached(Checksum commit, CommitPapers papers) throws IOException;

  /// Asks for a directory, which is stored before the visitor sees it.
  void bringTree(Checksum tree, TreeVisitor next) throws IOException;

  /// Asks for directory metadata or a file.
  void bring(ObjectName leaf) throws IOException;

  /// Waits until everything is here, what visitors ask for included.
  ///
  /// @throws IOException the first failure; everything else is cancelled when this is closed
  void finish() throws IOException;

  /// Cancels what is not done and waits until nothing is under way.
  @Override
  void close() throws IOException;
}
