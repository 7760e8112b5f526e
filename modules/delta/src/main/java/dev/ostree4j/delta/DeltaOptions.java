// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.sign.Signer;
import java.util.ArrayList;
import java.util.List;

/// How a delta is made. Immutable.
///
/// Stands for the parameters of `ostree_repo_static_delta_generate`.
///
/// @since 0.1
public final class DeltaOptions {
  private static final long MEGABYTE = 1_000_000;

  // Both files of the largest pair that is patched, the index of the old one, and the patch.
  private static final long ENOUGH_MEMORY_BYTES = 832L << 20;

  private final long minFallbackBytes;
  private final long maxPatchedBytes;
  private final long maxPartBytes;
  private final Patches patches;
  private final Placement placement;
  private final DeltaByteOrder byteOrder;
  private final long memoryBytes;
  private final int threads;
  private final List<Signer> signers;

  /// Whether files are made by patching others.
  public enum Patches {
    /// Wherever that is smallest.
    ALLOWED,
    /// Never.
    FORBIDDEN
  }

  /// Where parts are put.
  public enum Placement {
    /// In files beside the superblock.
    FILES,
    /// In the superblock itself.
    INLINE
  }

  private DeltaOptions(Builder from) {
    this.minFallbackBytes = from.minFallbackBytes;
    this.maxPatchedBytes = from.maxPatchedBytes;
    this.maxPartBytes = from.maxPartBytes;
    this.patches = from.patches;
    this.placement = from.placement;
    this.byteOrder = from.byteOrder;
    this.memoryBytes = from.memoryBytes;
    this.threads = from.threads;
    this.signers = List.copyOf(from.signers);
  }

  /// The members while options are changed.
  private static final class Builder {
    private long minFallbackBytes = 4 * MEGABYTE;
    private long maxPatchedBytes = 128 * MEGABYTE;
    private long maxPartBytes = 32 * MEGABYTE;
    private Patches patches = Patches.ALLOWED;
    private Placement placement = Placement.FILES;
    private DeltaByteOrder byteOrder = DeltaByteOrder.LITTLE;
    private long memoryBytes = Math.min(ENOUGH_MEMORY_BYTES, MemoryBudget.ofHeapBytes());
    private int threads = Runtime.getRuntime().availableProcessors();
    private List<Signer> signers = List.of();

    private Builder() {}

    private Builder(DeltaOptions options) {
      minFallbackBytes = options.minFallbackBytes;
      maxPatchedBytes = options.maxPatchedBytes;
      maxPartBytes = options.maxPartBytes;
      patches = options.patches;
      placement = options.placement;
      byteOrder = options.byteOrder;
      memoryBytes = options.memoryBytes;
      threads = options.threads;
      signers = options.signers;
    }
  }

  /// The C program's choices.
  public static DeltaOptions defaults() {
    return new DeltaOptions(new Builder());
  }

  /// How many bytes a new file must have more than to be fetched by itself when no old one helps;
  /// zero for never. The default is 4,000,000.
  public DeltaOptions withMinFallbackBytes(long bytes) {
    var builder = new Builder(this);
    builder.minFallbackBytes = notNegative(bytes);
    return new DeltaOptions(builder);
  }

  /// How many bytes a file may have at most, new or old, to be patched. The default is 128,000,000.
  public DeltaOptions withMaxPatchedBytes(long bytes) {
    var builder = new Builder(this);
    builder.maxPatchedBytes = notNegative(bytes);
    return new DeltaOptions(builder);
  }

  /// How many bytes a part may have before it is compressed, unless a single object has more. The
  /// default is 32,000,000.
  public DeltaOptions withMaxPartBytes(long bytes) {
    var builder = new Builder(this);
    builder.maxPartBytes = notNegative(bytes);
    return new DeltaOptions(builder);
  }

  /// Whether files are patched. By default they are.
  public DeltaOptions withPatches(Patches choice) {
    var builder = new Builder(this);
    builder.patches = choice;
    return new DeltaOptions(builder);
  }

  /// Where parts are put. By default in files of their own.
  public DeltaOptions withPlacement(Placement choice) {
    var builder = new Builder(this);
    builder.placement = choice;
    return new DeltaOptions(builder);
  }

  /// In which order the bytes of numbers in the superblock stand. By default as on this machine,
  /// the lowest first.
  public DeltaOptions withByteOrder(DeltaByteOrder order) {
    var builder = new Builder(this);
    builder.byteOrder = order;
    return new DeltaOptions(builder);
  }

  /// How much heap all comparisons of files together may take, in bytes, and the compression of one
  /// block. A pair that needs more by itself is not patched but copied from, and compression looks
  /// back less far where there is little, so the delta depends on it. The default, 832 MiB, is
  /// enough for files of the default of [#withMaxPatchedBytes]; it is less where the heap is
  /// smaller than 1,332 MiB. Beyond 288 MiB files are compared one at a time, whatever the limit.
  public DeltaOptions withMemoryBytes(long bytes) {
    var builder = new Builder(this);
    builder.memoryBytes = notNegative(bytes);
    return new DeltaOptions(builder);
  }

  /// How many threads compute; the delta does not depend on it. The default is one a processor.
  public DeltaOptions withThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A delta cannot be made by " + count + " threads");
    }
    var builder = new Builder(this);
    builder.threads = count;
    return new DeltaOptions(builder);
  }

  /// The same, signed by one more. By default by nobody.
  public DeltaOptions withSigner(Signer signer) {
    var builder = new Builder(this);
    builder.signers = new ArrayList<>(signers);
    builder.signers.add(signer);
    return new DeltaOptions(builder);
  }

  private static long notNegative(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " bytes are less than nothing");
    }
    return bytes;
  }

  long minFallbackBytes() {
    return minFallbackBytes;
  }

  long maxPatchedBytes() {
    return maxPatchedBytes;
  }

  long maxPartBytes() {
    return maxPartBytes;
  }

  Patches patches() {
    return patches;
  }

  Placement placement() {
    return placement;
  }

  DeltaByteOrder byteOrder() {
    return byteOrder;
  }

  long memoryBytes() {
    return memoryBytes;
  }

  int threads() {
    return threads;
  }

  List<Signer> signers() {
    return signers;
  }
}
