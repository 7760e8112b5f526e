// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.concurrent.Semaphore;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;

/// The arrays of decoders that may run at the same time: the large ones, dictionaries, have so much
/// memory in all, and who asks for one waits until there is room.
///
/// A decoder has one dictionary at a time and gives it back at the end of each block. So nobody
/// waits who holds one, and a stream whose later blocks have larger ones is counted as it is.
final class DecoderArrays extends ArrayCache {
  private static final int LARGE_BYTES = 1 << 20;

  private final ArrayCache arrays = new BasicArrayCache();
  private final int maxBytes;
  private final Semaphore free;

  /// @param maxBytes how large the dictionaries are together; a single one may take all of it
  DecoderArrays(int maxBytes) {
    this.maxBytes = maxBytes;
    this.free = new Semaphore(maxBytes, true);
  }

  @Override
  public byte[] getByteArray(int size, boolean zeroed) {
    if (size < LARGE_BYTES) {
      return arrays.getByteArray(size, zeroed);
    }
    // Whoever has the room is interrupted too when this is to end, and gives it back.
    free.acquireUninterruptibly(Math.min(size, maxBytes));
    try {
      return arrays.getByteArray(size, zeroed);
    } catch (OutOfMemoryError e) {
      free.release(Math.min(size, maxBytes));
      throw e;
    }
  }

  @Override
  public void putArray(byte[] array) {
    arrays.putArray(array);
    if (array.length >= LARGE_BYTES) {
      free.release(Math.min(array.length, maxBytes));
    }
  }

  @Override
  public int[] getIntArray(int size, boolean zeroed) {
    return arrays.getIntArray(size, zeroed);
  }

  @Override
  public void putArray(int[] array) {
    arrays.putArray(array);
  }
}
