// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.SizesEntry;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.SizeText;
import java.io.IOException;

/// How `show --print-sizes` sums up what a commit takes, and what of it is not here yet.
final class SizesText {
  private static final String KEY = "ostree.sizes";
  private static final VariantType TYPE = VariantType.of("aay");

  private final Console console;
  private final ObjectStore objects;

  SizesText(Console console, ObjectStore objects) {
    this.console = console;
    this.objects = objects;
  }

  void print(Commit commit) throws IOException {
    Variant sizes =
        commit
            .metadata()
            .find(KEY, TYPE)
            .orElseThrow(() -> new CommandException("No metadata key " + KEY + " in commit"));
    long archived = 0;
    long archivedNeeded = 0;
    long unpacked = 0;
    long unpackedNeeded = 0;
    long count = 0;
    long needed = 0;
    for (SizesEntry entry : SizesEntry.parse(sizes)) {
      archived += entry.archivedBytes();
      unpacked += entry.unpackedBytes();
      count++;
      if (!objects.has(entry.name())) {
        archivedNeeded += entry.archivedBytes();
        unpackedNeeded += entry.unpackedBytes();
        needed++;
      }
    }
    print("Compressed size (needed/total): ", SizeText.of(archivedNeeded), SizeText.of(archived));
    print("Unpacked size (needed/total): ", SizeText.of(unpackedNeeded), SizeText.of(unpacked));
    print("Number of objects (needed/total): ", Long.toString(needed), Long.toString(count));
  }

  private void print(String title, String needed, String total) throws IOException {
    console.println(title + needed + "/" + total);
  }
}
