// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Downloads one file many times at once and counts the bytes; for a process of its own.
final class ManyDownloads {
  private ManyDownloads() {}

  public static void main(String[] arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[1]);
    var bytes = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    try (var fetcher = new Fetcher(FetchOptions.defaults().withMaxOutstanding(count))) {
      FetchRequest request = FetchRequest.of(URI.create(arguments[0]));
      for (int i = 0; i < count; i++) {
        threads.add(Thread.ofVirtual().start(() -> download(fetcher, request, bytes)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    System.out.println(bytes);
  }

  private static void download(Fetcher fetcher, FetchRequest request, AtomicLong bytes) {
    try {
      fetcher.download(
          request,
          new DownloadSink() {
            @Override
            public void begin(long offsetBytes, Optional<String> validator) {}

            @Override
            public void write(byte[] from, int offset, int length) {
              bytes.addAndGet(length);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
