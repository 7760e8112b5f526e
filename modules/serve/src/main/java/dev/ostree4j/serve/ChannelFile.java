// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;

/// A file that Java has open.
record ChannelFile(FileChannel channel, long sizeBytes, Instant modified) implements ServedFile {
  @Override
  public int read(long position, byte[] buffer, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(buffer, 0, length), position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
