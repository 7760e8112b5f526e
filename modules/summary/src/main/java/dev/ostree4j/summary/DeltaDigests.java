// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The deltas of a repository with the SHA-256 of their superblocks, by which a reader knows that
/// it got the one that the summary means.
final class DeltaDigests {
  private static final String DIRECTORY = "deltas";
  private static final int GROUP_LENGTH = 2;
  private static final int REST_LENGTH = Checksum.BASE64_LENGTH - GROUP_LENGTH;
  private static final int BUFFER_BYTES = 64 << 10;

  private final Kernel kernel;
  private final Descriptor root;

  DeltaDigests(Repo repo) {
    this.kernel = repo.kernel();
    this.root = repo.directory();
  }

  /// From the name of each delta to the digest of its superblock, in the order of the directories'
  /// names; what is no delta, or has no superblock yet, is passed over.
  VariantDict read() throws IOException {
    var digests = VariantDict.empty();
    for (String group : list(DIRECTORY)) {
      for (String name : list(DIRECTORY + "/" + group)) {
        Optional<DeltaName> delta = name(group, name);
        if (delta.isPresent()) {
          add(digests, delta.get());
        }
      }
    }
    return digests;
  }

  private void add(VariantDict digests, DeltaName delta) throws IOException {
    try (Descriptor superblock = kernel.openReadBeneath(root, delta.superblockPath())) {
      digests.put(delta.toString(), Variant.bytes(digest(superblock).bytes()));
    } catch (NoSuchFileException unfinished) {
      // Somebody is writing or removing it.
    }
  }

  private Checksum digest(Descriptor file) throws IOException {
    Hasher hasher = Hasher.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n; (n = kernel.read(file, buffer, 0, buffer.length)) > 0; ) {
      hasher.update(buffer, 0, n);
    }
    return hasher.finish();
  }

  private List<String> list(String path) throws IOException {
    var names = new ArrayList<String>();
    try (Descriptor directory = kernel.openDirectory(root, path)) {
      kernel.list(directory).stream()
          .map(DirectoryEntry::name)
          .sorted(Comparator.naturalOrder())
          .forEach(names::add);
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    }
    return names;
  }

  private static Optional<DeltaName> name(String group, String rest) {
    if (group.length() != GROUP_LENGTH || rest.length() < REST_LENGTH) {
      return Optional.empty();
    }
    Optional<Checksum> first = Checksum.findBase64(group + rest.substring(0, REST_LENGTH));
    if (first.isEmpty() || rest.length() == REST_LENGTH) {
      return first.map(DeltaName::fromScratch);
    }
    return rest.charAt(REST_LENGTH) == '-'
        ? Checksum.findBase64(rest.substring(REST_LENGTH + 1))
            .map(to -> DeltaName.between(first.get(), to))
        : Optional.empty();
  }
}
