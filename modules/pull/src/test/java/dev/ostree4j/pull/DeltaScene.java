// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.testkit.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/// A hostile scene with a delta from the first commit to the second.
final class DeltaScene {
  private final HostileScene scene;
  final DeltaName name;

  DeltaScene(HostileScene scene, DeltaOptions how) throws IOException {
    this.scene = scene;
    this.name = DeltaName.between(scene.first, scene.second);
    make(name, how);
    scene.summarise();
  }

  private void make(DeltaName delta, DeltaOptions how) throws IOException {
    new DeltaMaker(scene.source.repo(), how, DeltaListener.NONE).make(delta);
  }

  /// The bytes of the superblock of a delta that leads to the same commit from nothing.
  byte[] otherSuperblock() throws IOException {
    DeltaName other = DeltaName.fromScratch(scene.second);
    make(other, DeltaOptions.defaults());
    return read(other.superblockPath());
  }

  private byte[] read(String path) throws IOException {
    return Files.readAllBytes(scene.served.resolve(path));
  }

  byte[] superblock() throws IOException {
    return read(name.superblockPath());
  }

  void answerSuperblock(Answer answer) {
    scene.server.answer("/" + name.superblockPath(), answer);
  }

  byte[] part(int index) throws IOException {
    return read(name.partPath(index));
  }

  void answerPart(Answer answer) {
    scene.server.answer("/" + name.partPath(0), answer);
  }

  byte[] index() throws IOException {
    return read(DeltaName.indexPath(scene.second));
  }

  void answerIndex(Answer answer) {
    scene.server.answer("/" + DeltaName.indexPath(scene.second), answer);
  }

  /// An index which lists the delta under the checksum of something else.
  byte[] lyingIndex() {
    return DeltaIndex.of(Map.of(name, scene.first)).bytes();
  }

  /// The server tells nothing of its deltas, so that nobody knows what a superblock should be.
  DeltaScene unlisted() {
    scene.server.answer("/config", Answer.status(404));
    scene.ref(scene.second + "\n");
    return this;
  }

  /// The commit is asked for by its name, so that the configuration tells of the index.
  void askByName(Answer config) throws IOException {
    scene.request = PullRequest.ofConfigured().withCommit(scene.second);
    scene.server.answer("/config", config);
  }
}
