package io.tripline.history.csv;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.history.csv.Mapping.Export;
import io.tripline.history.csv.Rows.ColumnUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a history of exports, as a mapping says.
 *
 * <p>The rows of all exports are in memory at once, every text once, and so are the facts made of
 * them: to know what comes first, all must be known. Duplicates stay duplicates, for the replay to
 * count.
 */
public final class CsvImport {
  /** The refused rows, whole, in the history's directory. */
  public static final String REJECTED = "import-rejected.jsonl";

  /** What the import came to, in the history's directory. */
  public static final String SUMMARY = "import-summary.json";

  private final Mapping mapping;
  private final ImportProgress progress;
  private final Refusals refusals = new Refusals();
  private final FactStore facts = new FactStore();
  private final Map<ExportFile, Long> rowsOf = new LinkedHashMap<>();

  private CsvImport(Mapping mapping, ImportProgress progress) {
    this.mapping = mapping;
    this.progress = progress;
  }

  /**
   * Imports.
   *
   * @param exports in the order in which their rows count where nothing else orders them
   * @param out the history's directory, which is made; one that holds anything is refused
   * @throws IOException if a file cannot be read or written
   * @throws ImportException if the exports are not those of the mapping, or the directory is not
   *     empty
   */
  public static ImportSummary run(
      Mapping mapping, List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    refuseUsed(out);
    return new CsvImport(mapping, progress).run(exports, out);
  }

  private ImportSummary run(List<Path> exports, Path out) throws IOException, ImportException {
    List<ExportFile> files = recognise(exports);
    Map<String, List<Row>> rows = read(files);
    Map<String, Long> sorted = new LinkedHashMap<>();
    for (Rows some : mapping.rows()) {
      long outOfOrder =
          new RowMapper(some, mapping.nulls(), refusals, facts, progress)
              .map(rows.getOrDefault(some.export(), List.of()));
      sorted.merge(some.name(), outOfOrder, Long::sum);
    }
    facts.settle(refusals);
    return write(files, sorted, out);
  }

  private static void refuseUsed(Path out) throws IOException, ImportException {
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

  private List<ExportFile> recognise(List<Path> exports) throws IOException, ImportException {
    List<ExportFile> files = new ArrayList<>();
    for (Path path : exports) {
      ExportFile file = recognise(path);
      checkColumns(file);
      files.add(file);
    }
    for (Export export : mapping.exports()) {
      if (files.stream().noneMatch(file -> file.export().equals(export))) {
        throw new ImportException(
            "none of the files is the export '%s', which has the columns %s; give it as well"
                .formatted(export.name(), String.join(", ", export.columns())));
      }
    }
    return files;
  }

  private ExportFile recognise(Path path) throws IOException, ImportException {
    List<ExportFile> candidates = new ArrayList<>();
    for (Export export : mapping.exports()) {
      try {
        ExportFile.open(path, export).ifPresent(candidates::add);
      } catch (NoSuchFileException e) {
        throw new ImportException(path + ": there is no such file", e);
      }
    }
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    String known =
        String.join(
            "; ",
            mapping.exports().stream()
                .map(export -> export.name() + " by " + String.join(", ", export.columns()))
                .toList());
    throw new ImportException(
        candidates.isEmpty()
            ? "%s: this is none of the mapping's exports, which are known by their columns (%s)"
                .formatted(path, known)
            : "%s: this could be more than one of the mapping's exports (%s); name more columns"
                .formatted(path, known));
  }

  private void checkColumns(ExportFile file) throws ImportException {
    List<String> wrong = new ArrayList<>();
    for (Rows rows : mapping.rows()) {
      if (rows.export().equals(file.export().name())) {
        rows.columns().stream()
            .map(use -> objection(use, file))
            .flatMap(Optional::stream)
            .forEach(wrong::add);
      }
    }
    if (!wrong.isEmpty()) {
      wrong.add("The file's columns are " + String.join(", ", file.header().columns()) + '.');
      throw new ImportException(String.join(System.lineSeparator(), wrong));
    }
  }

  private Optional<String> objection(ColumnUse use, ExportFile file) {
    Header header = file.header();
    if (header.repeated().contains(use.column())) {
      return Optional.of(
          "%s has the column '%s' twice, and %s reads it; rename one of them"
              .formatted(file.path(), use.column(), where(use)));
    }
    return header.has(use.column())
        ? Optional.empty()
        : Optional.of("%s: %s has no column '%s'".formatted(where(use), file.path(), use.column()));
  }

  private String where(ColumnUse use) {
    return mapping.file() + ":" + use.place().line() + ":" + use.place().column();
  }

  private Map<String, List<Row>> read(List<ExportFile> files) throws IOException, ImportException {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    int[] sequence = {0};
    for (ExportFile file : files) {
      List<Row> some = rows.computeIfAbsent(file.export().name(), name -> new ArrayList<>());
      int before = sequence[0];
      file.read(
          (line, values) -> {
            Row row = new Row(file, sequence[0]++, line, values);
            some.add(row);
            refuseIfRagged(row, values.size());
            progress.reached("reading " + file.path().getFileName(), sequence[0] - before);
          });
      rowsOf.put(file, (long) sequence[0] - before);
    }
    return rows;
  }

  private void refuseIfRagged(Row row, int values) {
    int columns = row.file().header().columns().size();
    if (values != columns) {
      refusals.refuse(
          row,
          row.file().export().name(),
          new RowFault(
              "WRONG_COLUMNS",
              null,
              "the row has %d values, the header %d columns".formatted(values, columns)));
    }
  }

  private ImportSummary write(List<ExportFile> files, Map<String, Long> sorted, Path out)
      throws IOException {
    Files.createDirectories(out);
    Map<String, Long> outOfOrder = facts.write(out);
    refusals.write(out.resolve(REJECTED));
    copyPlansAndCalendars(out);
    ImportSummary summary =
        new ImportSummary(
            files.stream().map(this::summary).toList(),
            sorted,
            refusals.byReason(),
            facts.byType(),
            outOfOrder);
    String json =
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(summary);
    Files.writeString(out.resolve(SUMMARY), json + System.lineSeparator());
    return summary;
  }

  private ImportSummary.Export summary(ExportFile file) {
    long rows = rowsOf.get(file);
    long used = facts.rowsOf(file);
    long refused = refusals.countOf(file);
    return new ImportSummary.Export(
        file.path().toString(), file.export().name(), rows, used, rows - used - refused, refused);
  }

  private void copyPlansAndCalendars(Path out) throws IOException {
    if (mapping.calendars() != null) {
      Files.copy(mapping.calendars(), out.resolve("calendars.yaml"));
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
