// SPDX-License-Identifier: LGPL-2.1-or-later
//
// What every session begins with: the packages, and a repository with one commit.

import dev.ostree4j.checksum.*;
import dev.ostree4j.gvariant.*;
import dev.ostree4j.keyfile.*;
import dev.ostree4j.object.*;
import dev.ostree4j.pull.*;
import dev.ostree4j.repo.*;
import dev.ostree4j.traverse.*;
import dev.ostree4j.tree.*;
import java.time.Instant;

Path scratch = Path.of(System.getProperty("ostree4j.scratch"))
Path rootfs = scratch.resolve("rootfs")
Path out = scratch.resolve("out")
Files.createDirectories(rootfs.resolve("etc"))
Files.writeString(rootfs.resolve("etc/motd"), "hello\n")
Files.writeString(rootfs.resolve("etc/version"), "1\n")
Files.createSymbolicLink(rootfs.resolve("motd"), Path.of("etc/motd"))

// This mode keeps neither owners nor extended attributes, so it works everywhere.
Repo repo = Repo.create(scratch.resolve("repo"), RepoMode.BARE_USER_ONLY)

/** Commits what is in rootfs under the ref main. */
Checksum commit(String subject) throws IOException {
  try (Transaction txn = repo.begin()) {
    TreeRoot tree = new DirectoryImporter(txn, ImportOptions.defaults()).read(rootfs);
    Commit draft = Commit.of(tree.tree(), tree.meta(), Instant.now().getEpochSecond());
    Optional<Checksum> parent = repo.refs().find(RefSpec.parse("main"));
    draft = parent.map(draft::withParent).orElse(draft).withSubject(subject);
    Checksum made = txn.writeCommit(draft);
    txn.setRef(RefSpec.parse("main"), Optional.of(made));
    txn.publish();
    return made;
  }
}

Checksum first = commit("First")

System.out.println("""
    repo is a repository in %s, with one commit of rootfs under the ref main.
    Try:
      repo.objects().readCommit(first).subject()
      Files.writeString(rootfs.resolve("etc/version"), "2\\n"); Checksum second = commit("Second")
      new Checkout(repo, CheckoutOptions.defaults()).write(repo.refs().resolve("main"), out)
    All of it is removed when you leave: /exit""".formatted(scratch))
