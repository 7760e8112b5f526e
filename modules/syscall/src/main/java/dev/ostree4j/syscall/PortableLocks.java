// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Locks that belong to an open file, made of locks that belong to the process.
///
/// The JDK refuses two locks on one file in one process even when both are shared, and on Unix
/// closing any channel of a file drops the process' lock on it. So one lock of the process stands
/// for all holders here, and channels of a locked file are closed when the last holder is gone.
final class PortableLocks {
  /// The holders of a lock on one file.
  private static final class Entry {
    final Map<FileChannel, LockKind> holders = new HashMap<>();
    final List<FileChannel> closing = new ArrayList<>();
    @Nullable FileLock lock;
  }

  // Guarded by this.
  private final Map<Path, Entry> entries = new HashMap<>();

  synchronized boolean tryLock(Path path, FileChannel channel, LockKind kind) throws IOException {
    Entry entry = entries.computeIfAbsent(path, key -> new Entry());
    boolean free = true;
    for (Map.Entry<FileChannel, LockKind> other : entry.holders.entrySet()) {
      boolean shared = kind == LockKind.SHARED && other.getValue() == LockKind.SHARED;
      free &= shared || other.getKey() == channel;
    }
    boolean locked = free && acquire(entry, channel, kind);
    if (locked) {
      entry.holders.put(channel, kind);
    }
    forgetIfUnused(path, entry);
    return locked;
  }

  /// Makes the process' lock be of this kind.
  private static boolean acquire(Entry entry, FileChannel channel, LockKind kind)
      throws IOException {
    FileLock old = entry.lock;
    boolean shared = kind == LockKind.SHARED;
    if (old != null && old.isValid() && old.isShared() == shared) {
      return true;
    }
    if (old != null) {
      old.release();
    }
    entry.lock = take(channel, shared);
    if (entry.lock == null && old != null) {
      // Changing a kind is not one step here. Going back may fail too, and the holder is told.
      entry.lock = take(channel, !shared);
      if (entry.lock == null) {
        entry.holders.remove(channel);
      }
    }
    return entry.lock != null && entry.lock.isShared() == shared;
  }

  private static @Nullable FileLock take(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException heldByAnotherKernelOfThisProcess) {
      return null;
    }
  }

  synchronized void unlock(Path path, FileChannel channel) throws IOException {
    Entry entry = entries.get(path);
    if (entry != null && entry.holders.remove(channel) != null) {
      forgetIfUnused(path, entry);
    }
  }

  /// Closes the channel, now or when nobody holds a lock on its file any more.
  synchronized void close(Path path, FileChannel channel) throws IOException {
    Entry entry = entries.get(path);
    if (entry == null) {
      channel.close();
      return;
    }
    entry.holders.remove(channel);
    entry.closing.add(channel);
    forgetIfUnused(path, entry);
  }

  private void forgetIfUnused(Path path, Entry entry) throws IOException {
    if (!entry.holders.isEmpty()) {
      return;
    }
    entries.remove(path);
    if (entry.lock != null && entry.lock.isValid()) {
      entry.lock.release();
    }
    for (FileChannel channel : entry.closing) {
      channel.close();
    }
  }
}
