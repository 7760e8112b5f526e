// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a GNU tar archive, byte for byte as the reference program's library does: numeric owners
/// only, names over 100 bytes in `././@LongLink` entries, numbers over their octal field in base
/// 256.
final class GnuTarWriter {

  static final byte REGULAR = '0';
  static final byte HARD_LINK = '1';
  static final byte SYMLINK = '2';
  static final byte DIRECTORY = '5';
  private static final byte LONG_TARGET = 'K';
  private static final byte LONG_NAME = 'L';

  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES = 100;

  private static final int MODE = 100;
  private static final int UID = 108;
  private static final int GID = 116;
  private static final int SIZE = 124;
  private static final int MODIFIED = 136;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int TARGET = 157;
  private static final int MAGIC = 257;
  private static final int USER_NAME = 265;
  private static final int GROUP_NAME = 297;

  /// An entry but for its content.
  record Entry(
      byte type,
      String name,
      String target,
      int mode,
      int uid,
      int gid,
      long sizeBytes,
      long modifiedSeconds) {}

  private final OutputStream out;
  private final byte[] block = new byte[BLOCK_BYTES];
  private long writtenBytes;

  GnuTarWriter(OutputStream out) {
    this.out = out;
  }

  /// Writes the header; exactly the entry's size in content must follow.
  void begin(Entry entry) throws IOException {
    byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
    byte[] target = entry.target.getBytes(StandardCharsets.UTF_8);
    if (target.length > NAME_BYTES) {
      writeLong(LONG_TARGET, target);
    }
    if (name.length > NAME_BYTES) {
      writeLong(LONG_NAME, name);
    }
    clear();
    put(0, name);
    put(TARGET, target);
    block[TYPE] = entry.type;
    number(MODE, 7, entry.mode);
    number(UID, 7, entry.uid & 0xffffffffL);
    number(GID, 7, entry.gid & 0xffffffffL);
    number(SIZE, 11, entry.sizeBytes);
    number(MODIFIED, 11, entry.modifiedSeconds);
    writeHeader();
  }

  /// Writes a part of the content.
  void content(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    writtenBytes += length;
  }

  /// Fills the last block of the content.
  void end() throws IOException {
    int over = (int) (writtenBytes % BLOCK_BYTES);
    if (over > 0) {
      write(new byte[BLOCK_BYTES - over]);
    }
  }

  /// Ends the archive. The last record is not filled up, which only tapes need.
  void finish() throws IOException {
    clear();
    write(block);
    write(block);
    out.flush();
  }

  private void writeLong(byte type, byte[] text) throws IOException {
    clear();
    put(0, "././@LongLink".getBytes(StandardCharsets.US_ASCII));
    if (type == LONG_TARGET) {
      put(TARGET, text); // its start stands here too
    }
    block[TYPE] = type;
    number(MODE, 7, 0);
    number(UID, 7, 0);
    number(GID, 7, 0);
    number(SIZE, 11, text.length + 1L);
    number(MODIFIED, 11, 0);
    put(USER_NAME, "root".getBytes(StandardCharsets.US_ASCII));
    put(GROUP_NAME, "wheel".getBytes(StandardCharsets.US_ASCII));
    writeHeader();
    write(text);
    write(new byte[1]);
    end();
  }

  private void writeHeader() throws IOException {
    put(MAGIC, "ustar  ".getBytes(StandardCharsets.US_ASCII));
    int sum = 0;
    put(CHECKSUM, "        ".getBytes(StandardCharsets.US_ASCII));
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(CHECKSUM, 6, sum);
    block[CHECKSUM + 6] = 0;
    write(block);
  }

  private void clear() {
    Arrays.fill(block, (byte) 0);
  }

  private void put(int at, byte[] text) {
    System.arraycopy(text, 0, block, at, Math.min(text.length, NAME_BYTES));
  }

  /// Octal in `digits` places and a NUL, or base 256 over both when it does not fit.
  private void number(int at, int digits, long value) {
    if (value >= 0 && value < 1L << (3 * digits)) {
      octal(at, digits, value);
      return;
    }
    long rest = value;
    for (int i = at + digits; i >= at; i--) {
      block[i] = (byte) rest;
      rest >>= Byte.SIZE;
    }
    block[at] |= (byte) 0x80;
  }

  private void octal(int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>= 3;
    }
  }

  private void write(byte[] bytes) throws IOException {
    content(bytes, 0, bytes.length);
  }
}
