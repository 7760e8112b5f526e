// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaByteOrder;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.delta.DeltaReport;
import dev.ostree4j.delta.DeltaStore;
import dev.ostree4j.sign.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// `static-delta generate`: makes a delta from one commit, or from nothing, to another.
final class DeltaGenerateCommand implements Command {
  private static final long MEGABYTE = 1_000_000;

  private final TextOption from = new TextOption("from", "REV", "Start from this commit");
  private final FlagOption empty = new FlagOption("empty", "Start from nothing");
  private final FlagOption inline = new FlagOption("inline", "Put the parts into the superblock");
  private final TextOption to = new TextOption("to", "REV", "Lead to this commit");
  private final FlagOption noBsdiff = new FlagOption("disable-bsdiff", "Never patch files");
  private final FlagOption ifNotExists =
      new FlagOption("if-not-exists", 'n', "Do nothing when there is such a delta already");
  private final TextOption endianness =
      new TextOption("set-endianness", "ENDIAN", "Byte order of the superblock: l or B");
  private final FlagOption swap =
      new FlagOption("swap-endianness", "The other byte order than that, or than this machine has");
  private final TextOption minFallback =
      new TextOption(
          "min-fallback-size", "MB", "New files larger than this are fetched by themselves");
  private final TextOption maxBsdiff =
      new TextOption("max-bsdiff-size", "MB", "Files larger than this are not patched");
  private final TextOption maxChunk =
      new TextOption("max-chunk-size", "MB", "How large a part may be before it is compressed");
  private final TextOption filename =
      new TextOption("filename", "PATH", "Write the superblock here, and the parts beside it");
  private final TextListOption sign = new TextListOption("sign", "KEY", "Sign with this key");
  private final TextOption keysFile = new TextOption("keys-file", "NAME", "Sign with these keys");
  private final TextOption signType =
      new TextOption("sign-type", "NAME", "What kind of keys: ed25519 (default), spki, dummy");

  @Override
  public String name() {
    return "static-delta generate";
  }

  @Override
  public String synopsis() {
    return "[TO]";
  }

  @Override
  public String summary() {
    return "Generate static delta files";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(from, empty, inline, to, noBsdiff, ifNotExists, endianness, swap);
    options.add(minFallback, maxBsdiff, maxChunk, filename, sign, keysFile, signType);
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (empty.isSet() && from.isSet()) {
      throw new CommandException("Cannot specify both --empty and --from=REV");
    }
    DeltaName delta = delta(call);
    if (ifNotExists.isSet() && new DeltaStore(call.repo()).has(delta)) {
      call.console().println("Delta " + delta + " already exists.");
      return;
    }
    DeltaOptions options = options(call);
    call.console().println("Generating static delta:");
    call.console().println("  From: " + delta.from().map(Checksum::hex).orElse("empty"));
    call.console().println("  To:   " + delta.to().hex());
    call.console().flush();
    var log = new DeltaGenerateLog(call.console(), delta, !noBsdiff.isSet());
    var maker = new DeltaMaker(call.repo(), options, log);
    DeltaReport report =
        filename.isSet() ? maker.make(delta, superblockFile(call)) : maker.make(delta);
    log.end(report);
  }

  private Path superblockFile(Invocation call) throws CommandException {
    String text = filename.value().orElseThrow();
    Path path = call.path(text);
    if (text.isEmpty() || text.endsWith("/") || path.getFileName() == null) {
      throw new CommandException("Invalid 'filename' parameter");
    }
    return path;
  }

  private DeltaName delta(Invocation call) throws IOException {
    String rev =
        to.value()
            .or(() -> call.argument(0))
            .orElseThrow(() -> new CommandException("TO revision must be specified"));
    Checksum target = call.repo().refs().resolve(rev);
    return new DeltaName(source(call, target), target);
  }

  /// The parent, unless another start was asked for.
  private Optional<Checksum> source(Invocation call, Checksum target) throws IOException {
    if (empty.isSet()) {
      return Optional.empty();
    }
    return Optional.of(
        from.isSet()
            ? call.repo().refs().resolve(from.value().orElseThrow())
            : call.repo().refs().resolve(target.hex() + "^"));
  }

  private DeltaOptions options(Invocation call) throws IOException {
    DeltaOptions options = DeltaOptions.defaults().withByteOrder(byteOrder());
    if (minFallback.isSet()) {
      options = options.withMinFallbackBytes(bytes(minFallback));
    }
    if (maxBsdiff.isSet()) {
      options = options.withMaxPatchedBytes(bytes(maxBsdiff));
    }
    if (maxChunk.isSet()) {
      options = options.withMaxPartBytes(bytes(maxChunk));
    }
    if (noBsdiff.isSet()) {
      options = options.withPatches(DeltaOptions.Patches.FORBIDDEN);
    }
    if (inline.isSet()) {
      options = options.withPlacement(DeltaOptions.Placement.INLINE);
    }
    for (Signer signer :
        SigningChoice.signers(call, signType, sign.values(), keysFile.value().stream().toList())) {
      options = options.withSigner(signer);
    }
    return options;
  }

  private DeltaByteOrder byteOrder() throws CommandException {
    DeltaByteOrder order =
        endianness.isSet() ? byteOrder(endianness.value().orElseThrow()) : DeltaByteOrder.LITTLE;
    return swap.isSet() ? order.swapped() : order;
  }

  private static DeltaByteOrder byteOrder(String mark) throws CommandException {
    return Optional.of(mark)
        .filter(text -> text.length() == 1)
        .flatMap(text -> DeltaByteOrder.ofMark(text.charAt(0)))
        .orElseThrow(() -> new CommandException("Invalid endianness '" + mark + "'"));
  }

  private static long bytes(TextOption option) throws CommandException {
    String text = option.value().orElseThrow();
    try {
      long megabytes = Long.parseLong(text);
      if (megabytes >= 0) {
        return Math.multiplyExact(megabytes, MEGABYTE);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Told below, as a negative number is.
    }
    throw new CommandException(
        "Invalid size '" + text + "' for --" + option.name() + ": give whole megabytes");
  }
}
