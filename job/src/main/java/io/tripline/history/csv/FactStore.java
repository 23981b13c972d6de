package io.tripline.history.csv;

import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactType;
import io.tripline.schemas.avro.Feed;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The facts made so far. They are kept as the lines they will be, about half a kilobyte each, since
 * only when the last row was read is it known which comes first.
 */
final class FactStore {
  private static final Comparator<Made> AS_READ =
      Comparator.comparingInt(made -> made.row().sequence());
  private static final Comparator<Made> AS_KNOWN = Comparator.comparing(Made::recordedAt);

  private final List<Made> facts = new ArrayList<>();

  /** A fact with the row that it is of. */
  record Made(Row row, FactType type, Instant recordedAt, String line) {
    static Made of(Row row, SpecificRecordBase fact) {
      return new Made(
          row,
          FactType.of(fact).orElseThrow(),
          (Instant) fact.get("recordedAt"),
          FactJson.write(fact));
    }
  }

  void add(List<Made> made) {
    facts.addAll(made);
  }

  /** Takes back the facts of refused rows, and puts the others into the order of their rows. */
  void settle(Refusals refusals) {
    facts.removeIf(made -> refusals.has(made.row()));
    facts.sort(AS_READ);
  }

  /** How many rows of a file made a fact. */
  long rowsOf(ExportFile file) {
    return facts.stream().map(Made::row).filter(row -> row.file() == file).distinct().count();
  }

  /** How many facts of each type. */
  Map<String, Long> byType() {
    return facts.stream()
        .collect(
            Collectors.groupingBy(
                made -> made.type().typeName(), TreeMap::new, Collectors.counting()));
  }

  /**
   * Writes a file for each feed that has facts, in the order in which they became known.
   *
   * @return of each feed, how many facts stood right behind one that became known later
   */
  Map<String, Long> write(Path directory) throws IOException {
    Map<Feed, List<Made>> feeds =
        facts.stream()
            .collect(
                Collectors.groupingBy(
                    made -> made.type().feed(),
                    () -> new EnumMap<>(Feed.class),
                    Collectors.toList()));
    Map<String, Long> outOfOrder = new TreeMap<>();
    for (Map.Entry<Feed, List<Made>> feed : feeds.entrySet()) {
      String name = feed.getKey().name().toLowerCase(Locale.ROOT);
      outOfOrder.put(name, outOfOrder(feed.getValue()));
      write(directory.resolve(name + ".jsonl"), feed.getValue());
    }
    return outOfOrder;
  }

  private static long outOfOrder(List<Made> made) {
    return IntStream.range(1, made.size())
        .filter(at -> AS_KNOWN.compare(made.get(at - 1), made.get(at)) > 0)
        .count();
  }

  private static void write(Path file, List<Made> made) throws IOException {
    List<Made> sorted = made.stream().sorted(AS_KNOWN).toList();
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Made fact : sorted) {
        writer.write(fact.line());
        writer.write('\n');
      }
    }
  }
}
