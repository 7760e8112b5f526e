// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryKeys;
import dev.ostree4j.summary.SummaryRef;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Prints a summary for people.
final class SummaryText {
  private static final String TIMESTAMP = "ostree.commit.timestamp";
  private static final String VERSION = "ostree.commit.version";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final long YEAR_10000_SECONDS = 253_402_300_800L;

  private final Console console;
  private final ZoneId zone;

  SummaryText(Console console) {
    this(console, ZoneId.systemDefault());
  }

  SummaryText(Console console, ZoneId zone) {
    this.console = console;
    this.zone = zone;
  }

  void print(Summary summary) throws IOException {
    String own = summary.collectionId().map(id -> "(" + id + ", ").orElse("");
    for (var ref : summary.refs().entrySet()) {
      printRef(own.isEmpty() ? ref.getKey().text() : own + ref.getKey() + ")", ref.getValue());
    }
    for (var ref : summary.collectionRefs().entrySet()) {
      if (!summary.collectionId().equals(Optional.of(ref.getKey().collection()))) {
        printRef(ref.getKey().toString(), ref.getValue());
      }
    }
    for (Map.Entry<String, Variant> entry : entries(summary.metadata())) {
      printMetadata(entry.getKey(), entry.getValue());
    }
  }

  private void printRef(String name, SummaryRef ref) throws IOException {
    console.println("* " + name);
    console.println("    Latest Commit (" + SizeText.of(ref.sizeBytes()) + "):");
    console.println("      " + ref.commit());
    for (Map.Entry<String, Variant> entry : entries(ref.metadata())) {
      printRefMetadata(entry.getKey(), entry.getValue());
    }
    console.println();
  }

  private void printRefMetadata(String key, Variant value) throws IOException {
    String title = key;
    String text = value.print();
    if (key.equals(VERSION) && value.type().equals(VariantType.STRING)) {
      title = "Version (" + key + ")";
      text = value.asString();
    } else if (key.equals(TIMESTAMP) && value.type().equals(VariantType.UINT64)) {
      title = "Timestamp (" + key + ")";
      text = time(value);
    }
    console.println("    " + title + ": " + text);
  }

  private void printMetadata(String key, Variant value) throws IOException {
    String name = title(key);
    console.println((name.isEmpty() ? key : name + " (" + key + ")") + ": " + text(key, value));
  }

  private static String title(String key) {
    return switch (key) {
      case SummaryKeys.MODE -> "Repository Mode";
      case SummaryKeys.LAST_MODIFIED -> "Last-Modified";
      case SummaryKeys.EXPIRES -> "Expires";
      case SummaryKeys.TOMBSTONE_COMMITS -> "Has Tombstone Commits";
      case SummaryKeys.STATIC_DELTAS -> "Static Deltas";
      case SummaryKeys.COLLECTION_ID -> "Collection ID";
      case SummaryKeys.COLLECTION_MAP -> "Collection Map";
      default -> "";
    };
  }

  private String text(String key, Variant value) {
    VariantType type = value.type();
    return switch (key) {
      case SummaryKeys.MODE, SummaryKeys.COLLECTION_ID ->
          type.equals(VariantType.STRING) ? value.asString() : value.print();
      case SummaryKeys.LAST_MODIFIED, SummaryKeys.EXPIRES ->
          type.equals(VariantType.UINT64) ? time(value) : value.print();
      case SummaryKeys.TOMBSTONE_COMMITS ->
          type.equals(VariantType.BOOLEAN) ? (value.asBoolean() ? "Yes" : "No") : value.print();
      case SummaryKeys.COLLECTION_MAP -> "(printed above)";
      default -> value.print();
    };
  }

  /// Local time and how far it is from UTC, as `+01` or `+05:30`.
  private String time(Variant bigEndianSeconds) {
    long seconds = Long.reverseBytes(bigEndianSeconds.asLong());
    if (seconds >= YEAR_10000_SECONDS) {
      return "invalid";
    }
    try {
      var local = Instant.ofEpochSecond(seconds).atZone(zone);
      if (local.getYear() < 1 || local.getYear() > 9999) {
        return "invalid";
      }
      int minutes = local.getOffset().getTotalSeconds() / 60;
      String hours = String.format(Locale.ROOT, "%+03d", minutes / 60);
      int rest = Math.abs(minutes % 60);
      return TIME.format(local)
          + hours
          + (rest == 0 ? "" : String.format(Locale.ROOT, ":%02d", rest));
    } catch (DateTimeException e) {
      return "invalid";
    }
  }

  private static List<Map.Entry<String, Variant>> entries(Variant dictionary) {
    var entries = new ArrayList<Map.Entry<String, Variant>>(dictionary.count());
    for (int i = 0; i < dictionary.count(); i++) {
      Variant entry = dictionary.child(i);
      entries.add(Map.entry(entry.child(0).asString(), entry.child(1).asVariant()));
    }
    return entries;
  }

  /// The whole as variant text, with its big-endian numbers turned around.
  void printRaw(Summary summary) throws IOException {
    console.println(summary.variant().byteswapped().print(Annotation.FULL));
  }

  /// The keys of the metadata, sorted.
  void printKeys(Summary summary) throws IOException {
    for (String key :
        entries(summary.metadata()).stream().map(Map.Entry::getKey).distinct().sorted().toList()) {
      console.println(key);
    }
  }

  /// One value of the metadata as variant text, with its big-endian numbers turned around.
  void printKey(Summary summary, String key) throws IOException {
    Variant value =
        summary
            .metadata()
            .find(key)
            .orElseThrow(() -> new CommandException("No such metadata key '" + key + "'"));
    console.println(value.byteswapped().print(Annotation.FULL));
  }
}
