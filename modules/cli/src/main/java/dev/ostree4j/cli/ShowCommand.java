// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.trust.RemoteKeyrings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// `show`: an object, or one thing out of a commit.
final class ShowCommand implements Command {
  private final FlagOption printRelated =
      new FlagOption("print-related", "Show the related objects of a commit");
  private final TextOption printVariantType =
      new TextOption("print-variant-type", "TYPE", "OBJECT is a file; show it as this type");
  private final FlagOption listMetadataKeys =
      new FlagOption("list-metadata-keys", "List the metadata keys of a commit");
  private final TextOption printMetadataKey =
      new TextOption("print-metadata-key", "KEY", "Show one metadata value of a commit");
  private final FlagOption listDetachedMetadataKeys =
      new FlagOption("list-detached-metadata-keys", "List the keys attached to a commit");
  private final TextOption printDetachedMetadataKey =
      new TextOption("print-detached-metadata-key", "KEY", "Show one value attached to a commit");
  private final FlagOption printHex =
      new FlagOption("print-hex", "Show byte arrays in hexadecimal");
  private final FlagOption printSizes =
      new FlagOption("print-sizes", "Show how much of a commit is here, and its size");
  private final FlagOption raw = new FlagOption("raw", "Show the object as variant text");
  private final FlagOption noByteswap =
      new FlagOption("no-byteswap", 'B', "Do not turn big-endian numbers around");
  private final TextOption gpgHomedir =
      new TextOption("gpg-homedir", "HOMEDIR", "Where the GPG keys are");
  private final TextOption gpgVerifyRemote =
      new TextOption("gpg-verify-remote", "REMOTE", "Whose GPG keys to use");

  @Override
  public String name() {
    return "show";
  }

  @Override
  public String synopsis() {
    return "OBJECT";
  }

  @Override
  public String summary() {
    return "Show an object";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(printRelated, printVariantType, listMetadataKeys, printMetadataKey);
    options.add(listDetachedMetadataKeys, printDetachedMetadataKey, printHex, printSizes);
    options.add(raw, noByteswap, gpgHomedir, gpgVerifyRemote);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String object = call.argument(0, "An object argument is required");
    Console console = call.console();
    Repo repo = call.repo();
    if (printVariantType.isSet()) {
      byte[] bytes = TextFile.bytes(call.path(object));
      printValue(console, Variant.of(variantType(), bytes));
    } else if (isAboutMetadata()) {
      printMetadata(call, repo.refs().resolve(object));
    } else if (printRelated.isSet()) {
      Commit commit = repo.objects().readCommit(repo.refs().resolve(object));
      new RelatedText(console).print(commit);
    } else if (printSizes.isSet()) {
      Commit commit = repo.objects().readCommit(repo.refs().resolve(object));
      new SizesText(console, repo.objects()).print(commit);
    } else {
      var text = new ObjectText(console, repo, raw.isSet(), noByteswap.isSet());
      Optional<Checksum> name = Checksum.find(object);
      Checksum shown = name.isPresent() ? name.get() : repo.refs().resolve(object);
      if (name.isPresent()) {
        text.print(shown);
      } else {
        text.printCommit(shown);
      }
      printSignatures(call, shown);
    }
  }

  private void printSignatures(Invocation call, Checksum name) throws IOException {
    var commit = new ObjectName(name, ObjectType.COMMIT);
    List<byte[]> signatures =
        call.repo()
            .objects()
            .detachedMetadata(name)
            .map(SignedMetadata::of)
            .orElseGet(SignedMetadata::empty)
            .signatures(OpenPgp.METADATA_KEY);
    if (!signatures.isEmpty()) {
      byte[] signed = call.repo().objects().readMetadata(commit);
      List<OpenPgpSignature> judged = OpenPgp.load().verify(signed, signatures, keyrings(call));
      new GpgSignatureText(call.console()).print("", judged);
    }
  }

  private List<OpenPgpKeyring> keyrings(Invocation call) throws IOException {
    RemoteKeyrings all = GpgChoice.keyrings(call);
    if (gpgVerifyRemote.isSet()) {
      return all.ofRemote(gpgVerifyRemote.value().orElseThrow());
    }
    List<OpenPgpKeyring> keyrings = new ArrayList<>(all.ofAll());
    if (gpgHomedir.isSet()) {
      keyrings.addAll(all.directory(Path.of(gpgHomedir.value().orElseThrow())));
    }
    return keyrings;
  }

  private VariantType variantType() throws CommandException {
    String text = printVariantType.value().orElseThrow();
    if (!VariantType.isValid(text)) {
      throw new CommandException("Invalid variant type '" + text + "'");
    }
    return VariantType.of(text);
  }

  private boolean isAboutMetadata() {
    return listMetadataKeys.isSet()
        || printMetadataKey.isSet()
        || listDetachedMetadataKeys.isSet()
        || printDetachedMetadataKey.isSet();
  }

  private void printMetadata(Invocation call, Checksum commit) throws IOException {
    boolean detached = listDetachedMetadataKeys.isSet() || printDetachedMetadataKey.isSet();
    VariantDict metadata =
        detached
            ? call.repo()
                .objects()
                .detachedMetadata(commit)
                .orElseThrow(
                    () -> new CommandException("No detached metadata for commit " + commit))
            : VariantDict.of(call.repo().objects().readCommit(commit).metadata());
    Optional<String> key = (detached ? printDetachedMetadataKey : printMetadataKey).value();
    if (key.isEmpty()) {
      for (String one : metadata.keys().stream().sorted().toList()) {
        call.console().println(one);
      }
      return;
    }
    Variant value =
        metadata
            .find(key.get())
            .orElseThrow(() -> new CommandException("No such metadata key '" + key.get() + "'"));
    printValue(call.console(), value);
  }

  private void printValue(Console console, Variant value) throws IOException {
    if (printHex.isSet() && value.type().equals(VariantType.BYTES)) {
      console.println(HexFormat.of().formatHex(value.asBytes()));
    } else {
      console.println((noByteswap.isSet() ? value : value.byteswapped()).print(Annotation.FULL));
    }
  }
}
