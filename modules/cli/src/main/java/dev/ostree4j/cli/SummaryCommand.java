// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantParseException;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryFormatException;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `summary`: writes or shows the summary of the repository.
final class SummaryCommand implements Command {
  private static final String FILE = "summary";

  /// Of what is damaged no more is shown.
  private static final int DAMAGED_MAX_BYTES = 1 << 20;

  private final FlagOption update = new FlagOption("update", 'u', "Write the summary");
  private final FlagOption view = new FlagOption("view", 'v', "Show the summary");
  private final FlagOption raw = new FlagOption("raw", "Show the summary as variant text");
  private final FlagOption listMetadataKeys =
      new FlagOption("list-metadata-keys", "List the metadata keys of the summary");
  private final TextOption printMetadataKey =
      new TextOption("print-metadata-key", "KEY", "Show one metadata value of the summary");
  private final TextListOption gpgSign =
      new TextListOption("gpg-sign", "KEY-ID", "Sign with this GPG key");
  private final TextOption gpgHomedir =
      new TextOption("gpg-homedir", "HOMEDIR", "Where the GPG keys are");
  private final TextListOption sign = new TextListOption("sign", "KEY_ID", "Sign with this key");
  private final TextOption signType =
      new TextOption("sign-type", 's', "NAME", "How to sign (default: ed25519)");
  private final TextListOption addMetadata =
      new TextListOption(
          "add-metadata", 'm', "KEY=VALUE", "Add a value in GVariant text format to the metadata");

  @Override
  public String name() {
    return "summary";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public String summary() {
    return "Write or show the summary of the repository";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(update, view, raw, listMetadataKeys, printMetadataKey, gpgSign, gpgHomedir);
    options.add(sign, signType, addMetadata);
  }

  @Override
  public void run(Invocation call) throws IOException {
    if (update.isSet()) {
      new SummaryWriter(call.repo(), options(call)).writeWithMetadataRef();
    } else {
      show(call);
    }
  }

  private SummaryOptions options(Invocation call) throws IOException {
    SummaryOptions options = SummaryOptions.defaults().withMetadata(metadata());
    for (Signer signer : SigningChoice.signers(call, signType, sign.values(), List.of())) {
      options = options.withSigner(signer);
    }
    for (Signer signer : GpgChoice.signers(call, gpgSign.values(), gpgHomedir)) {
      options = options.withSigner(signer);
    }
    return options;
  }

  private VariantDict metadata() throws CommandException {
    VariantDict metadata = VariantDict.empty();
    for (String text : addMetadata.values()) {
      KeyValue pair =
          KeyValue.find(text)
              .orElseThrow(
                  () -> new CommandException("Missing '=' in KEY=VALUE metadata '" + text + "'"));
      try {
        metadata.put(pair.key(), Variant.parse(pair.value()));
      } catch (VariantParseException e) {
        throw new CommandException(
            "Error parsing variant ‘" + pair.value() + "’: : " + e.getMessage());
      }
    }
    return metadata;
  }

  private void show(Invocation call) throws IOException {
    boolean keys = listMetadataKeys.isSet() || printMetadataKey.isSet();
    if (!view.isSet() && !raw.isSet() && !keys) {
      throw new CommandException("No option specified; use -u to update summary");
    }
    byte[] bytes =
        call.repo()
            .files()
            .find(FILE, Summary.MAX_SIZE_BYTES)
            .orElseThrow(() -> new CommandException("openat(summary): No such file or directory"));
    warnOfDamage(call, bytes);
    Variant summary = Variant.of(Summary.TYPE, bytes);
    var text = new SummaryText(call.console());
    if (listMetadataKeys.isSet()) {
      text.printKeys(summary);
    } else if (printMetadataKey.isSet()) {
      text.printKey(summary, printMetadataKey.value().orElseThrow());
    } else if (raw.isSet()) {
      text.printRaw(summary);
    } else {
      text.print(summary);
      Optional<byte[]> signatures = call.repo().files().find("summary.sig", Summary.MAX_SIZE_BYTES);
      new SummarySignaturesText(call).printOwn(bytes, signatures, gpgHomedir);
    }
  }

  /// Whoever looks at the repository's own summary may see what is there, as in the C program, and
  /// hears besides that nobody else will take it.
  private static void warnOfDamage(Invocation call, byte[] summary) throws IOException {
    try {
      Summary.parse(summary);
    } catch (SummaryFormatException e) {
      // What is missing is filled in, which can be far more than there is.
      if (summary.length > DAMAGED_MAX_BYTES) {
        throw e;
      }
      call.console().warn("warning: " + e.getMessage());
    }
  }
}
