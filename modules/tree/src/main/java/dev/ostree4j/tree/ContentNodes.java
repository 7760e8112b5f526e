// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.composefs.FsVerityDigest;
import dev.ostree4j.composefs.ImageAttributes;
import dev.ostree4j.composefs.ImageFile;
import dev.ostree4j.composefs.ImageLimitException;
import dev.ostree4j.composefs.ImageNode;
import dev.ostree4j.composefs.ImageSymlink;
import dev.ostree4j.composefs.ImageXattr;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Turns content objects into files and symlinks of an image. Reads them on all processors.
final class ContentNodes {
  private static final int BUFFER_BYTES = 128 * 1024;

  private static final int PERMISSIONS = 07777;

  private final ObjectStore objects;
  private final ContentDigests digests;

  /// Most files of a tree have the attributes of others. By the name of a directory's metadata with
  /// the same, since nobody can make many with one hash.
  private final Map<Checksum, ImageAttributes> known = new ConcurrentHashMap<>();

  ContentNodes(ObjectStore objects, ContentDigests digests) {
    this.objects = objects;
    this.digests = digests;
  }

  /// Reads the content objects among these.
  Map<Checksum, ImageNode> read(Collection<ObjectName> names) throws IOException {
    List<Checksum> files = new ArrayList<>();
    for (ObjectName name : names) {
      if (name.type() == ObjectType.FILE) {
        files.add(name.checksum());
      }
    }
    Map<Checksum, ImageNode> nodes = new ConcurrentHashMap<>(files.size());
    var next = new AtomicInteger();
    try (Workers workers = Workers.forAllProcessors()) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        workers.fork(() -> readAll(files, next, nodes));
      }
      workers.join();
    }
    return nodes;
  }

  private void readAll(List<Checksum> files, AtomicInteger next, Map<Checksum, ImageNode> nodes)
      throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    var digest = new FsVerityDigest();
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      Checksum file = files.get(i);
      try (ContentObject content = objects.openContent(file)) {
        nodes.put(file, node(file, content, buffer, digest));
      } catch (ImageLimitException e) {
        throw new TreeException.Unrepresentable(
            "Processing " + file + ": no image can hold " + e.getMessage(), e);
      }
    }
  }

  private ImageNode node(Checksum file, ContentObject content, byte[] buffer, FsVerityDigest digest)
      throws IOException {
    FileHeader header = content.header();
    ImageAttributes attributes =
        attributes(header.mode(), header.uid(), header.gid(), header.xattrs());
    if (header.isSymlink()) {
      return ImageSymlink.of(attributes, header.symlinkTarget());
    }
    if (content.sizeBytes() == 0) {
      return ImageFile.empty(attributes);
    }
    // The content has this name where images are mounted, even if this is an archive.
    String path = new ObjectName(file, ObjectType.FILE).loosePath(false);
    ImageFile node = ImageFile.of(attributes, content.sizeBytes(), path);
    return digests == ContentDigests.INCLUDED
        ? node.withDigest(digest(content.stream(), buffer, digest))
        : node;
  }

  private static Checksum digest(InputStream content, byte[] buffer, FsVerityDigest digest)
      throws IOException {
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while reading content");
      }
      digest.update(buffer, 0, n);
    }
    return digest.finish();
  }

  /// The attributes of a file or directory.
  ImageAttributes attributes(int mode, int uid, int gid, Xattrs xattrs) throws ImageLimitException {
    Checksum key = new DirMeta(uid, gid, mode & PERMISSIONS, xattrs).checksum();
    ImageAttributes found = known.get(key);
    if (found != null) {
      return found;
    }
    var converted = new ArrayList<ImageXattr>();
    for (Xattr xattr : xattrs.entries()) {
      converted.add(ImageXattr.of(xattr.name(), xattr.value()));
    }
    ImageAttributes made = ImageAttributes.of(mode, uid, gid, converted);
    ImageAttributes earlier = known.putIfAbsent(key, made);
    return earlier == null ? made : earlier;
  }
}
