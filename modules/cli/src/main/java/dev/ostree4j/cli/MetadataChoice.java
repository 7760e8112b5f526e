// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantParseException;
import dev.ostree4j.object.Commit;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/// The metadata that the options of `commit` ask for.
final class MetadataChoice {
  private final CommitOptions options;

  MetadataChoice(CommitOptions options) {
    this.options = options;
  }

  VariantDict read(ObjectStore objects, Optional<Checksum> parent) throws IOException {
    VariantDict metadata = VariantDict.empty();
    for (String text : options.addMetadataString.values()) {
      KeyValue pair = pair(text);
      metadata.put(pair.key(), pair.value());
    }
    for (String text : options.addMetadata.values()) {
      KeyValue pair = pair(text);
      try {
        metadata.put(pair.key(), Variant.parse(pair.value()));
      } catch (VariantParseException e) {
        throw new CommandException("Parsing " + text + ": " + e.getMessage());
      }
    }
    if (options.keepMetadata.isSet()) {
      keep(metadata, objects, parent);
    }
    return metadata;
  }

  /// The metadata that is attached to the commit; empty when none was asked for.
  static Optional<VariantDict> detached(CommitOptions options) throws CommandException {
    if (!options.addDetachedMetadataString.isSet()) {
      return Optional.empty();
    }
    VariantDict metadata = VariantDict.empty();
    for (String text : options.addDetachedMetadataString.values()) {
      KeyValue pair = pair(text);
      metadata.put(pair.key(), pair.value());
    }
    return Optional.of(metadata);
  }

  private void keep(VariantDict metadata, ObjectStore objects, Optional<Checksum> parent)
      throws IOException {
    Checksum source =
        parent.orElseThrow(
            () ->
                new CommandException(
                    "Either --branch or --parent must be specified when using --keep-metadata"));
    Commit commit = objects.readCommit(source);
    for (String key : options.keepMetadata.values()) {
      Variant value =
          commit
              .metadata()
              .find(key)
              .orElseThrow(
                  () ->
                      new CommandException(
                          "Missing metadata key '" + key + "' from commit '" + source + "'"));
      metadata.put(key, value);
    }
  }

  private static KeyValue pair(String text) throws CommandException {
    KeyValue pair =
        KeyValue.find(text)
            .orElseThrow(
                () -> new CommandException("Missing '=' in KEY=VALUE metadata '" + text + "'"));
    if (pair.key().isEmpty()) {
      throw new CommandException("Empty metadata key");
    }
    return pair;
  }
}
