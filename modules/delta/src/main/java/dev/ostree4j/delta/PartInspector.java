// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks into parts without carrying them out.
///
/// @since 0.1
public final class PartInspector {
  private final PartReceiver receiver;

  /// Spools below the `tmp` of this repository what does not fit in memory.
  public PartInspector(Repo repo) {
    this.receiver = new PartReceiver(repo);
  }

  /// Looks into a part.
  ///
  /// @param stored the part from the byte which tells the compression on
  /// @throws DeltaException when it is not what its header says
  public PartAnalysis inspect(PartHeader part, InputStream stored) throws IOException {
    try (PartPayload payload = receiver.receive(part.checksum(), stored)) {
      var walk = new Walk(part.objects());
      walk.run(new OperationReader(payload.operations()));
      PartLayout layout = payload.layout();
      return new PartAnalysis(
          layout.modeCount(),
          payload.xattrsCount(),
          layout.blobBytes(),
          layout.operationsBytes(),
          walk.operationCounts(),
          walk.costs);
    }
  }

  /// Adds up the operands; whether they fit is not asked.
  private static final class Walk {
    private final List<ObjectName> objects;
    private final List<ObjectCost> costs = new ArrayList<>();
    private final Map<Opcode, Long> counts = new EnumMap<>(Opcode.class);
    private boolean hasSource;
    private long size;
    private long blob;
    private long copied;
    private long patch;

    Walk(List<ObjectName> objects) {
      this.objects = objects;
    }

    void run(OperationReader reader) throws IOException {
      @Nullable Operation next = reader.next(type());
      while (next != null) {
        Interrupts.check();
        counts.merge(next.opcode(), 1L, Long::sum);
        add(next);
        next = reader.next(type());
      }
    }

    private ObjectType type() {
      return costs.size() < objects.size() ? objects.get(costs.size()).type() : ObjectType.FILE;
    }

    private void add(Operation operation) throws IOException {
      switch (operation) {
        case Operation.SpliceMetadata splice -> finish(splice.size(), splice.size());
        case Operation.SpliceContent splice -> finish(splice.size(), splice.size());
        case Operation.Open open -> size = open.size();
        case Operation.Write write -> {
          copied += hasSource ? write.size() : 0;
          blob += hasSource ? 0 : write.size();
        }
        case Operation.SetReadSource source -> hasSource = true;
        case Operation.UnsetReadSource unset -> hasSource = false;
        case Operation.Patch piece -> patch += piece.size();
        case Operation.Close close -> finish(size, blob);
      }
    }

    private void finish(long sizeBytes, long blobBytes) throws DeltaException.Malformed {
      if (costs.size() == objects.size()) {
        throw new DeltaException.Malformed("The part makes more objects than it lists");
      }
      costs.add(new ObjectCost(objects.get(costs.size()), sizeBytes, blobBytes, copied, patch));
      hasSource = false;
      size = 0;
      blob = 0;
      copied = 0;
      patch = 0;
    }

    PartAnalysis.OperationCounts operationCounts() {
      return new PartAnalysis.OperationCounts(
          count(Opcode.OPEN_SPLICE_CLOSE),
          count(Opcode.OPEN),
          count(Opcode.WRITE),
          count(Opcode.SET_READ_SOURCE),
          count(Opcode.UNSET_READ_SOURCE),
          count(Opcode.CLOSE),
          count(Opcode.BSPATCH));
    }

    private long count(Opcode opcode) {
      return counts.getOrDefault(opcode, 0L);
    }
  }
}
