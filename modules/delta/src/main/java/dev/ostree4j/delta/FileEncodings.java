// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Encodes all files that have a source, on several threads, the largest first, so that no thread
/// is left with one of them at the end.
final class FileEncodings {
  private final FileEncoder encoder;
  private final DeltaPlan plan;
  private final DeltaListener listener;
  private final Map<Checksum, Encoding> encodings = new ConcurrentHashMap<>();

  FileEncodings(FileEncoder encoder, DeltaPlan plan, DeltaListener listener) {
    this.encoder = encoder;
    this.plan = plan;
    this.listener = listener;
  }

  /// The encodings; a file that is not among the keys has no source.
  Map<Checksum, Encoding> run(int threads) throws IOException {
    List<FreshFile> wanted =
        plan.files().stream()
            .filter(file -> plan.sources().containsKey(file.checksum()))
            .sorted(Comparator.comparingLong(FreshFile::sizeBytes).reversed())
            .toList();
    try (var workers = new Workers(threads)) {
      for (FreshFile file : wanted) {
        workers.fork(() -> encode(file));
      }
      workers.join();
    }
    return encodings;
  }

  private void encode(FreshFile file) throws IOException {
    Checksum name = file.checksum();
    Encoding encoding =
        encoder.encode(
            file, plan.sources().get(name), bytes -> tell(new DeltaEvent.Comparing(name, bytes)));
    encodings.put(name, encoding);
    tell(new DeltaEvent.Encoded(name, method(encoding)));
  }

  /// One after the other, and each thread goes on only when its own was heard: a listener may make
  /// room for what the next step allocates.
  private synchronized void tell(DeltaEvent event) {
    listener.on(event);
  }

  private static DeltaEvent.Method method(Encoding encoding) {
    return switch (encoding) {
      case Encoding.Whole whole -> DeltaEvent.Method.WHOLE;
      case Encoding.Copied copied -> DeltaEvent.Method.COPIES;
      case Encoding.Patched patched -> DeltaEvent.Method.PATCH;
    };
  }
}
