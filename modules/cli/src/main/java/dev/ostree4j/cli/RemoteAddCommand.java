// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.SignatureEngines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `remote add`: remembers where another repository is.
final class RemoteAddCommand implements Command {
  private final TextListOption set =
      new TextListOption("set", "KEY=VALUE", "Set an option of the remote");
  private final FlagOption noGpgVerify =
      new FlagOption("no-gpg-verify", "Do not ask for GPG signatures");
  private final FlagOption noSignVerify =
      new FlagOption("no-sign-verify", "Do not ask for signatures of any kind");
  private final TextListOption signVerify =
      new TextListOption(
          "sign-verify",
          "KEYTYPE=[inline|file]:PUBKEY",
          "Ask for signatures by this key, or one of the keys in this file");
  private final FlagOption ifNotExists =
      new FlagOption("if-not-exists", "Do nothing when there is such a remote");
  private final FlagOption force =
      new FlagOption("force", "Replace the remote when there is such a one");
  private final TextOption gpgImport =
      new TextOption("gpg-import", "FILE", "Trust the GPG keys in this file");
  private final TextOption customBackend =
      new TextOption("custom-backend", "NAME", "The content is fetched by another program");
  private final TextOption contentUrl =
      new TextOption("contenturl", "URL", "Where content objects come from");
  private final TextOption collectionId =
      new TextOption(
          "collection-id", "COLLECTION-ID", "The collection that the refs of the remote form");
  private final TextOption sysroot =
      new TextOption("sysroot", "PATH", "Use the repository of this system root");

  @Override
  public String name() {
    return "remote add";
  }

  @Override
  public String synopsis() {
    return "NAME [metalink=|mirrorlist=]URL [BRANCH...]";
  }

  @Override
  public String summary() {
    return "Add a remote";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(set, noGpgVerify, noSignVerify, signVerify, ifNotExists, force, gpgImport);
    options.add(customBackend, contentUrl, collectionId, sysroot);
  }

  @Override
  public Optional<String> sysroot() {
    return sysroot.value();
  }

  @Override
  public void run(Invocation call) throws IOException {
    List<String> arguments = call.arguments();
    if (arguments.isEmpty() || (arguments.size() < 2 && !customBackend.isSet())) {
      throw CommandException.usage("NAME and URL must be specified");
    }
    if (ifNotExists.isSet() && force.isSet()) {
      throw CommandException.usage("Can only specify one of --if-not-exists and --force");
    }
    if (noSignVerify.isSet() && signVerify.isSet()) {
      throw new CommandException("Cannot specify both --sign-verify and --no-sign-verify");
    }
    IfPresent ifPresent = IfPresent.REFUSE;
    if (ifNotExists.isSet()) {
      ifPresent = IfPresent.KEEP;
    } else if (force.isSet()) {
      ifPresent = IfPresent.REPLACE;
    }
    SignatureEngines engines = SigningChoice.engines(call.surroundings());
    call.repo().remotes().add(draft(arguments, engines), ifPresent);
    if (gpgImport.isSet()) {
      // Even for a remote that was there before: that is how the C program does it.
      OpenPgpKeyring keys = RemoteGpgImportCommand.read(call.path(gpgImport.value().orElseThrow()));
      RemoteGpgImportCommand.importKeys(call, arguments.getFirst(), List.of(keys), List.of());
    }
  }

  private RemoteDraft draft(List<String> arguments, SignatureEngines engines) throws IOException {
    RemoteDraft draft = RemoteDraft.of(arguments.getFirst());
    if (arguments.size() > 1) {
      draft = draft.withUrl(arguments.get(1));
    }
    if (arguments.size() > 2) {
      draft = draft.withOption("branches", arguments.subList(2, arguments.size()));
    }
    if (contentUrl.isSet()) {
      draft = draft.withOption("contenturl", contentUrl.value().orElseThrow());
    }
    if (customBackend.isSet()) {
      draft = draft.withOption("custom-backend", customBackend.value().orElseThrow());
    }
    for (String assignment : set.values()) {
      KeyValue pair =
          KeyValue.find(assignment)
              .orElseThrow(() -> new CommandException("Missing '=' in KEY=VALUE for --set"));
      draft = draft.withOption(pair.key(), pair.value());
    }
    draft = withVerification(draft, engines);
    if (collectionId.isSet()) {
      draft = draft.withOption("collection-id", collectionId.value().orElseThrow());
    }
    return draft;
  }

  private RemoteDraft withVerification(RemoteDraft draft, SignatureEngines engines)
      throws IOException {
    RemoteDraft result = draft;
    // Who wants no signature at all wants no GPG signature either.
    if (noGpgVerify.isSet() || noSignVerify.isSet()) {
      result = result.withOption("gpg-verify", "false");
    }
    if (noSignVerify.isSet()) {
      result = result.withOption("sign-verify", "false");
    }
    List<String> types = new ArrayList<>();
    for (String choice : signVerify.values()) {
      KeyValue pair =
          KeyValue.find(choice)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "Failed to parse KEYTYPE=[inline|file]:DATA in " + choice));
      String type = engines.resolve(pair.key()).name();
      result = withKey(result, type, pair.value());
      types.add(type);
    }
    // A key of one type must not let in what another type, with keys of the machine, has signed.
    return types.isEmpty() ? result : result.withOption("sign-verify", String.join(",", types));
  }

  private static RemoteDraft withKey(RemoteDraft draft, String type, String reference)
      throws IOException {
    int colon = reference.indexOf(':');
    String form = colon < 0 ? reference : reference.substring(0, colon);
    String key = reference.substring(colon + 1);
    return switch (colon < 0 ? "" : form) {
      case "inline" -> draft.withOption("verification-" + type + "-key", key);
      case "file" -> draft.withOption("verification-" + type + "-file", key);
      default ->
          throw new CommandException("Invalid key reference " + form + ", expected inline|file");
    };
  }
}
