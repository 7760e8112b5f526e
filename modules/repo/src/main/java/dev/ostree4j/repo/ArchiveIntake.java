// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/// Takes in files in the form in which an archive serves them.
///
/// Another archive keeps the bytes as they came, once they are known to be what their name says:
/// deflating again is by far the most expensive step, and gives nothing. Every other mode inflates,
/// hashes and writes in one pass. Safe for many threads.
final class ArchiveIntake {
  private final RepoMode mode;
  private final ObjectSink sink;
  private final ObjectStore known;
  private final ContentWriter content;
  private final TransactionCounters counters;
  private final Spares<Inflater> inflaters;
  private final Spares<WorkArea> areas;

  ArchiveIntake(
      RepoMode mode,
      ObjectSink sink,
      ObjectStore known,
      ContentWriter content,
      TransactionCounters counters,
      Spares<WorkArea> areas) {
    this.mode = mode;
    this.sink = sink;
    this.known = known;
    this.content = content;
    this.counters = counters;
    this.inflaters = known.inflaters();
    this.areas = areas;
  }

  /// True when the object is new here.
  boolean take(Checksum expected, ArchivedBytes stored, Trust trust, ModePolicy modes)
      throws IOException {
    var name = new ObjectName(expected, ObjectType.FILE);
    if (known.hasOwn(name)) {
      counters.contentPresent();
      return false;
    }
    try (InputStream bytes = stored.open()) {
      ArchiveHeader header = readHeader(name, bytes, stored.sizeBytes());
      if (modes == ModePolicy.BARE_USER_ONLY || mode == RepoMode.BARE_USER_ONLY) {
        BareUserOnlyModes.check(expected, header.file());
      }
      if (mode == RepoMode.ARCHIVE && isKept(name, header, bytes, stored, trust)) {
        return keep(name, header, stored);
      }
    }
    rewrite(name, stored);
    return true;
  }

  private static ArchiveHeader readHeader(ObjectName name, InputStream bytes, long sizeBytes)
      throws IOException {
    try {
      return ArchivedFile.readHeader(bytes, sizeBytes);
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, "Parsing " + name + ": " + e.getMessage());
    }
  }

  private boolean keep(ObjectName name, ArchiveHeader header, ArchivedBytes stored)
      throws IOException {
    content.spend(stored.sizeBytes());
    boolean added = stored.keep(sink, name);
    if (added) {
      counters.contentWritten(header.sizeBytes());
    } else {
      counters.contentPresent();
    }
    return added;
  }

  /// Whether the bytes can stay as they are. What follows after the end of the deflated content is
  /// not covered by the name: such a file is written anew.
  private boolean isKept(
      ObjectName name, ArchiveHeader header, InputStream bytes, ArchivedBytes stored, Trust trust)
      throws IOException {
    if (trust == Trust.TRUSTED) {
      return true;
    }
    WorkArea area = areas.take();
    Hasher hasher = Hasher.sha256().update(header.file().framed());
    boolean whole = hash(name, header, bytes, stored.sizeBytes(), hasher, area.input);
    areas.give(area);
    Checksum actual = hasher.finish();
    if (!actual.equals(name.checksum())) {
      throw ContentWriter.mismatch(name, actual);
    }
    return whole;
  }

  private boolean hash(
      ObjectName name,
      ArchiveHeader header,
      InputStream bytes,
      long sizeBytes,
      Hasher hasher,
      byte[] buffer)
      throws IOException {
    if (header.file().isSymlink()) {
      return bytes.read() < 0;
    }
    try (var inflated =
        new InflatingInputStream(name, bytes, header.sizeBytes(), sizeBytes, inflaters)) {
      int n = inflated.read(buffer, 0, buffer.length);
      while (n >= 0) {
        hasher.update(buffer, 0, n);
        n = inflated.read(buffer, 0, buffer.length);
      }
      return inflated.endsWithSource();
    }
  }

  private void rewrite(ObjectName name, ArchivedBytes stored) throws IOException {
    try (InputStream bytes = stored.open()) {
      long storedSize = stored.sizeBytes();
      ArchiveHeader header = readHeader(name, bytes, storedSize);
      if (header.file().isSymlink()) {
        content.write(name.checksum(), header.file(), 0, InputStream.nullInputStream());
        return;
      }
      long size = header.sizeBytes();
      try (var inflated = new InflatingInputStream(name, bytes, size, storedSize, inflaters)) {
        content.write(name.checksum(), header.file(), size, inflated);
      }
    }
  }
}
