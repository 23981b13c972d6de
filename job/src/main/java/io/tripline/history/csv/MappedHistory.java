package io.tripline.history.csv;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.history.csv.Row.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The history that a mapping makes of tables.
 *
 * <p>The rows of all exports are in memory at once, every text once, and so are the facts made of
 * them: to know what comes first, all must be known. Duplicates stay duplicates, for the replay to
 * count.
 */
public final class MappedHistory {
  /** The refused rows, whole, in the history's directory. */
  public static final String REJECTED = "import-rejected.jsonl";

  /** What the import came to, in the history's directory. */
  public static final String SUMMARY = "import-summary.json";

  private final Mapping mapping;
  private final FactCheck check;
  private final ImportProgress progress;

  /** Prepares a history, of which nothing is done before it is written. */
  public MappedHistory(Mapping mapping, FactCheck check, ImportProgress progress) {
    this.mapping = mapping;
    this.check = check;
    this.progress = progress;
  }

  /**
   * Refuses a directory that holds anything, or is none.
   *
   * @throws IOException if it cannot be looked at
   * @throws ImportException if no history may be written there
   */
  public static void refuseUsed(Path out) throws IOException, ImportException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw new ImportException(out + " is a file; name a directory that is new or empty");
    }
    try (Stream<Path> inside = Files.list(out)) {
      if (inside.findAny().isPresent()) {
        throw new ImportException(out + " is not empty; name a directory that is new or empty");
      }
    }
  }

  /**
   * Makes the facts and writes them.
   *
   * @param assumed what is taken for granted beyond what the mapping says of itself, for people
   * @param out the history's directory, which is made
   * @throws IOException if it cannot be written
   */
  public ImportSummary write(Tables tables, List<String> assumed, Path out) throws IOException {
    FactStore facts = new FactStore();
    Map<String, Long> sorted = new LinkedHashMap<>();
    for (Rows some : mapping.rows()) {
      long outOfOrder =
          new RowMapper(some, tables, check, facts, progress).map(tables.rows(some.export()));
      sorted.merge(some.name(), outOfOrder, Long::sum);
    }
    facts.settle(tables.refusals());
    Files.createDirectories(out);
    Map<String, Long> outOfOrder = facts.write(out);
    tables.refusals().write(out.resolve(REJECTED));
    copyPlansAndCalendars(out);
    ImportSummary summary =
        new ImportSummary(
            exports(tables, facts),
            sorted,
            tables.refusals().byReason(),
            facts.byType(),
            outOfOrder,
            facts.rounding(),
            Stream.concat(mapping.assumed().stream(), assumed.stream()).toList());
    String json =
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(summary);
    Files.writeString(out.resolve(SUMMARY), json + System.lineSeparator());
    return summary;
  }

  private static List<ImportSummary.Export> exports(Tables tables, FactStore facts) {
    List<ImportSummary.Export> exports = new ArrayList<>();
    tables
        .read()
        .forEach((source, rows) -> exports.add(export(source, rows, tables.refusals(), facts)));
    return exports;
  }

  private static ImportSummary.Export export(
      Source source, long rows, Refusals refusals, FactStore facts) {
    long used = facts.rowsOf(source);
    long refused = refusals.countOf(source);
    return new ImportSummary.Export(
        source.path().toString(), source.export(), rows, used, rows - used - refused, refused);
  }

  private void copyPlansAndCalendars(Path out) throws IOException {
    if (mapping.calendars() != null) {
      Files.copy(mapping.calendars(), out.resolve("calendars.yaml"));
    }
    if (mapping.labels() != null) {
      Files.copy(mapping.labels(), out.resolve("labels.csv"));
    }
    if (mapping.plans() == null) {
      return;
    }
    Path plans = Files.createDirectories(out.resolve("plans"));
    try (Stream<Path> files = Files.list(mapping.plans())) {
      for (Path plan : files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        Files.copy(plan, plans.resolve(plan.getFileName()));
      }
    }
  }
}
