package io.tripline.history.csv;

import io.tripline.history.csv.FactRecipe.Made;
import io.tripline.history.csv.Row.Origin;
import io.tripline.history.csv.Row.Source;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactType;
import io.tripline.schemas.avro.Feed;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
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

/**
 * The facts made so far. They are kept as the lines they will be, about half a kilobyte each, since
 * only when the last row was read is it known which comes first.
 */
final class FactStore {
  private static final Comparator<Line> AS_READ =
      Comparator.comparingInt(line -> line.row().sequence());
  private static final Comparator<Line> AS_KNOWN = Comparator.comparing(Line::recordedAt);

  private final List<Line> facts = new ArrayList<>();

  /** A fact, as the line that it will be, with the row that it is of. */
  private record Line(
      Origin row, FactType type, Instant recordedAt, String text, Map<String, BigDecimal> lost) {
    static Line of(Origin row, Made made) {
      return new Line(
          row,
          FactType.of(made.fact()).orElseThrow(),
          (Instant) made.fact().get("recordedAt"),
          FactJson.write(made.fact()),
          made.lost());
    }
  }

  void add(Origin row, List<Made> made) {
    made.forEach(fact -> facts.add(Line.of(row, fact)));
  }

  /** Takes back the facts of refused rows, and puts the others into the order of their rows. */
  void settle(Refusals refusals) {
    facts.removeIf(line -> refusals.has(line.row()));
    facts.sort(AS_READ);
  }

  /** How many rows of a file made a fact. */
  long rowsOf(Source source) {
    return facts.stream()
        .map(Line::row)
        .filter(row -> row.source().equals(source))
        .distinct()
        .count();
  }

  /** What rounding took off, by fact and field, in all facts. */
  Map<String, ImportSummary.Rounding> rounding() {
    Map<String, ImportSummary.Rounding> rounding = new TreeMap<>();
    for (Line fact : facts) {
      fact.lost()
          .forEach(
              (field, lost) ->
                  rounding.merge(
                      fact.type().typeName() + '.' + field,
                      ImportSummary.Rounding.of(lost),
                      ImportSummary.Rounding::plus));
    }
    return rounding;
  }

  /** How many facts of each type. */
  Map<String, Long> byType() {
    return facts.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.type().typeName(), TreeMap::new, Collectors.counting()));
  }

  /**
   * Writes a file for each feed that has facts, in the order in which they became known.
   *
   * @return of each feed, how many facts stood right behind one that became known later
   */
  Map<String, Long> write(Path directory) throws IOException {
    Map<Feed, List<Line>> feeds =
        facts.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.type().feed(),
                    () -> new EnumMap<>(Feed.class),
                    Collectors.toList()));
    Map<String, Long> outOfOrder = new TreeMap<>();
    for (Map.Entry<Feed, List<Line>> feed : feeds.entrySet()) {
      String name = feed.getKey().name().toLowerCase(Locale.ROOT);
      outOfOrder.put(name, outOfOrder(feed.getValue()));
      write(directory.resolve(name + ".jsonl"), feed.getValue());
    }
    return outOfOrder;
  }

  private static long outOfOrder(List<Line> made) {
    return IntStream.range(1, made.size())
        .filter(at -> AS_KNOWN.compare(made.get(at - 1), made.get(at)) > 0)
        .count();
  }

  private static void write(Path file, List<Line> made) throws IOException {
    List<Line> sorted = made.stream().sorted(AS_KNOWN).toList();
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Line fact : sorted) {
        writer.write(fact.text());
        writer.write('\n');
      }
    }
  }
}
