// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Symlinks from the checksum of a payload to a file object which has it, so that the same
/// content under another header can share its space on disk.
final class PayloadLinks {
  private final Kernel kernel;
  private final ObjectSink sink;
  private final ObjectStore known;
  private final long thresholdBytes;

  PayloadLinks(Repo repo, ObjectSink sink, ObjectStore known) {
    this.kernel = repo.kernel();
    this.sink = sink;
    this.known = known;
    this.thresholdBytes =
        switch (repo.mode()) {
          case BARE, BARE_USER, BARE_USER_ONLY ->
              repo.config().payloadLinkThreshold().orElse(Long.MAX_VALUE);
          case BARE_SPLIT_XATTRS, ARCHIVE -> Long.MAX_VALUE;
        };
  }

  /// Whether files of this size get such a link.
  boolean isWanted(long sizeBytes) {
    return sizeBytes >= thresholdBytes;
  }

  /// Lets a file share its space with an object that has the same payload, when there is one.
  void share(Checksum payload, TempFile file, long sizeBytes) throws IOException {
    Optional<Checksum> target = known.payloadTarget(payload);
    if (target.isEmpty()) {
      return;
    }
    Optional<StoredFile> stored = known.findLoose(target.get());
    if (stored.isEmpty()) {
      return;
    }
    try (Descriptor source = kernel.openRead(stored.get().directory(), stored.get().path())) {
      // A file of another length is not what the link says; only a fsck finds out more.
      if (kernel.status(source).sizeBytes() == sizeBytes) {
        kernel.reflink(source, file.file());
      }
    } catch (NoSuchFileException e) {
      return; // pruned meanwhile
    }
  }

  /// Names the object that has this payload, unless one is named already.
  void add(Checksum payload, Checksum content) throws IOException {
    String file = new ObjectName(content, ObjectType.FILE).loosePath(false);
    var name = new ObjectName(payload, ObjectType.PAYLOAD_LINK);
    if (!known.hasOwn(name)) {
      sink.symlink("../" + file, name, (at, path) -> {});
    }
  }

  static Optional<Checksum> target(Kernel kernel, List<LooseObjects> layers, Checksum payload)
      throws IOException {
    var name = new ObjectName(payload, ObjectType.PAYLOAD_LINK);
    for (LooseObjects layer : layers) {
      Optional<Checksum> target = parse(readLink(kernel, layer, name));
      if (target.isPresent()) {
        return target;
      }
    }
    return Optional.empty();
  }

  /// The links whose object is gone or below the size that links are made for.
  static List<ObjectName> stale(Repo repo, List<LooseObjects> layers) throws IOException {
    long threshold = repo.config().payloadLinkThreshold().orElse(0);
    List<ObjectName> stale = new ArrayList<>();
    for (LooseObjects layer : layers) {
      layer.forEach(
          (name, entry) -> {
            if (name.type() == ObjectType.PAYLOAD_LINK
                && !isUseful(repo.kernel(), layer, name, threshold)) {
              stale.add(name);
            }
          });
    }
    return stale;
  }

  private static boolean isUseful(
      Kernel kernel, LooseObjects layer, ObjectName link, long threshold) throws IOException {
    Optional<Checksum> target = parse(readLink(kernel, layer, link));
    return target.isPresent()
        && layer
            .status(new ObjectName(target.get(), ObjectType.FILE))
            .filter(status -> status.sizeBytes() >= threshold)
            .isPresent();
  }

  private static String readLink(Kernel kernel, LooseObjects layer, ObjectName name)
      throws IOException {
    try {
      return kernel.readLink(layer.root(), layer.path(name));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /// Reads `../HH/REST.file`; nothing when it is something else.
  private static Optional<Checksum> parse(String target) {
    int rest = Checksum.HEX_LENGTH - 2;
    boolean shaped =
        target.length() == 6 + rest + 5 && target.startsWith("../") && target.endsWith(".file");
    return shaped
        ? Checksum.find(target.substring(3, 5) + target.substring(6, 6 + rest))
        : Optional.empty();
  }
}
