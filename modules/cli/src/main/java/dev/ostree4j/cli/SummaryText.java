// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Annotation;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.summary.SummaryKeys;
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

/// Prints a summary for people, as it is: neither refs nor checksums need to be any.
final class SummaryText {
  private static final VariantType COLLECTION_MAP = VariantType.of("a{sa(s(taya{sv}))}");
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

  void print(Variant summary) throws IOException {
    Variant metadata = summary.child(1);
    Optional<String> own =
        metadata.find(SummaryKeys.COLLECTION_ID, VariantType.STRING).map(Variant::asString);
    printRefs(own, summary.child(0));
    Optional<Variant> others = metadata.find(SummaryKeys.COLLECTION_MAP, COLLECTION_MAP);
    for (int i = 0; others.isPresent() && i < others.get().count(); i++) {
      Variant entry = others.get().child(i);
      Optional<String> collection = Optional.of(entry.child(0).asString());
      if (!collection.equals(own)) {
        printRefs(collection, entry.child(1));
      }
    }
    for (Map.Entry<String, Variant> entry : entries(metadata)) {
      printMetadata(entry.getKey(), entry.getValue());
    }
  }

  private void printRefs(Optional<String> collection, Variant refs) throws IOException {
    for (int i = 0; i < refs.count(); i++) {
      String ref = refs.child(i).child(0).asString();
      String name = collection.map(id -> "(" + id + ", " + ref + ")").orElse(ref);
      printRef(name, refs.child(i).child(1));
    }
  }

  private void printRef(String name, Variant target) throws IOException {
    console.println("* " + name);
    String size = SizeText.of(target.child(0).asLong());
    console.println("    Latest Commit (" + size + "):");
    console.println("      " + checksum(target.child(1).asBytes()));
    Variant metadata = target.child(2);
    for (Map.Entry<String, Variant> entry : entries(metadata)) {
      printRefMetadata(entry.getKey(), entry.getValue());
    }
    console.println();
  }

  private static String checksum(byte[] bytes) {
    return bytes.length == Checksum.SIZE_BYTES
        ? Checksum.of(bytes).hex()
        : "Invalid checksum of length " + bytes.length + " expected " + Checksum.SIZE_BYTES;
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
      case SummaryKeys.MODE -> type.equals(VariantType.STRING) ? mode(value) : value.print();
      case SummaryKeys.COLLECTION_ID ->
          type.equals(VariantType.STRING) ? value.asString() : value.print();
      case SummaryKeys.LAST_MODIFIED, SummaryKeys.EXPIRES ->
          type.equals(VariantType.UINT64) ? time(value) : value.print();
      case SummaryKeys.TOMBSTONE_COMMITS ->
          type.equals(VariantType.BOOLEAN) ? (value.asBoolean() ? "Yes" : "No") : value.print();
      case SummaryKeys.COLLECTION_MAP -> "(printed above)";
      default -> value.print();
    };
  }

  private static String mode(Variant value) {
    String text = value.asString();
    return RepoMode.find(text).isPresent() ? text : "Invalid (‘" + text + "’)";
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
  void printRaw(Variant summary) throws IOException {
    console.println(summary.byteswapped().print(Annotation.FULL));
  }

  /// The keys of the metadata, sorted.
  void printKeys(Variant summary) throws IOException {
    for (String key :
        entries(summary.child(1)).stream().map(Map.Entry::getKey).distinct().sorted().toList()) {
      console.println(key);
    }
  }

  /// One value of the metadata as variant text, with its big-endian numbers turned around.
  void printKey(Variant summary, String key) throws IOException {
    Variant value =
        summary
            .child(1)
            .find(key)
            .orElseThrow(() -> new CommandException("No such metadata key '" + key + "'"));
    console.println(value.byteswapped().print(Annotation.FULL));
  }
}
