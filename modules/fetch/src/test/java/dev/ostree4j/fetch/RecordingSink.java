// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Keeps what comes, and how often it began; or fails.
final class RecordingSink implements DownloadSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> begins = new ArrayList<>();
  private final IOException failure;

  RecordingSink() {
    this(null);
  }

  RecordingSink(IOException failure) {
    this.failure = failure;
  }

  @Override
  public void begin(long offsetBytes, Optional<String> validator) {
    begins.add(offsetBytes + " " + validator.orElse("-"));
    byte[] kept = Arrays.copyOf(bytes.toByteArray(), (int) offsetBytes);
    bytes.reset();
    bytes.writeBytes(kept);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    bytes.write(from, offset, length);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  List<String> begins() {
    return begins;
  }
}
