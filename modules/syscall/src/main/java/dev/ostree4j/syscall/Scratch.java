// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Native memory for one call: a place for `errno`, a struct, two paths and, when asked for, a
/// large buffer. Borrowed from a [Pool] and given back by closing, so that a call costs no
/// allocation.
///
/// Arrays are copied as segments: the calls that copy an array itself have a class made at run
/// time, which a short command would notice.
final class Scratch implements AutoCloseable {
  /// Large enough that a call's own cost vanishes against copying, small enough for the cache.
  static final int BUFFER_BYTES = 256 * 1024;

  /// The longest path that Linux takes, with its NUL.
  private static final int PATH_MAX = 4096;

  private static final int STRUCT = 64;
  private static final int FIRST_PATH = 1024;
  private static final int SECOND_PATH = FIRST_PATH + PATH_MAX;
  private static final int SIZE = SECOND_PATH + PATH_MAX;

  private final Pool pool;
  private final MemorySegment memory;
  private MemorySegment buffer = MemorySegment.NULL;

  private Scratch(Pool pool) {
    this.pool = pool;
    // Automatic: freed with the pool, which lives as long as its kernel.
    this.memory = Arena.ofAuto().allocate(SIZE, 64);
  }

  /// Where the call leaves `errno`.
  MemorySegment errnoPlace() {
    return memory;
  }

  int errno() {
    return memory.get(ValueLayout.JAVA_INT, 0);
  }

  /// The address of room for a struct of up to 512 bytes, which [#getLong] and others refer to.
  long struct() {
    return memory.address() + STRUCT;
  }

  byte getByte(long offset) {
    return memory.get(ValueLayout.JAVA_BYTE, STRUCT + offset);
  }

  int getInt(long offset) {
    return memory.get(ValueLayout.JAVA_INT, STRUCT + offset);
  }

  long getLong(long offset) {
    return memory.get(ValueLayout.JAVA_LONG, STRUCT + offset);
  }

  void putInt(long offset, int value) {
    memory.set(ValueLayout.JAVA_INT, STRUCT + offset, value);
  }

  void putLong(long offset, long value) {
    memory.set(ValueLayout.JAVA_LONG, STRUCT + offset, value);
  }

  void clearStruct(int length) {
    memory.asSlice(STRUCT, length).fill((byte) 0);
  }

  /// Puts a path into the first place; its address.
  long path(String path) {
    return put(FIRST_PATH, FileNames.encode(path));
  }

  /// Puts a path into the second place; its address.
  long secondPath(String path) {
    return put(SECOND_PATH, FileNames.encode(path));
  }

  /// Puts the name of an extended attribute into the second place; its address.
  long attributeName(byte[] name) {
    return put(SECOND_PATH, name);
  }

  /// A string too long is cut and left without its NUL: the kernel then answers ENAMETOOLONG.
  private long put(int offset, byte[] text) {
    int length = Math.min(text.length, PATH_MAX);
    MemorySegment.copy(MemorySegment.ofArray(text), 0, memory, offset, length);
    if (length < PATH_MAX) {
      memory.set(ValueLayout.JAVA_BYTE, offset + length, (byte) 0);
    }
    return memory.address() + offset;
  }

  /// The large buffer, of [#BUFFER_BYTES].
  MemorySegment buffer() {
    if (buffer.address() == 0) {
      buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 64);
    }
    return buffer;
  }

  byte[] copyBuffer(int length) {
    return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public void close() {
    pool.giveBack(this);
  }

  /// Keeps as many scratches as threads usually call at once; what is over is left to the garbage
  /// collector. Threads start looking at different slots and so rarely meet.
  static final class Pool {
    private static final int SLOTS = 16;

    private final AtomicReferenceArray<Scratch> slots = new AtomicReferenceArray<>(SLOTS);

    Scratch borrow() {
      int start = (int) Thread.currentThread().threadId();
      for (int i = 0; i < SLOTS; i++) {
        int slot = start + i & SLOTS - 1;
        if (slots.getPlain(slot) != null) {
          Scratch found = slots.getAndSet(slot, null);
          if (found != null) {
            return found;
          }
        }
      }
      return new Scratch(this);
    }

    private void giveBack(Scratch scratch) {
      int start = (int) Thread.currentThread().threadId();
      for (int i = 0; i < SLOTS; i++) {
        int slot = start + i & SLOTS - 1;
        if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, scratch)) {
          return;
        }
      }
    }
  }
}
