package io.tripline.history.vendor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.history.csv.CsvTables;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.MappedHistory;
import io.tripline.history.csv.Mapping;
import io.tripline.history.csv.Parameters;
import io.tripline.history.csv.Row;
import io.tripline.history.csv.RowFault;
import io.tripline.history.csv.Tables;
import io.tripline.history.csv.TimeFormat;
import io.tripline.schemas.avro.CostCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Imports cost and usage data in the FinOps Open Cost and Usage Specification, 1.0 to 1.2, as CSV.
 *
 * <p>Rows have no ids, and later exports correct earlier ones: a row is known again by all that
 * identifies it, which amounts, tags and classifications do not. Where a later file has another
 * amount for the same row, the difference is a charge of its own, known with that file; where it
 * has another service or cost pool, the whole amount moves.
 */
public final class FocusImport {
  private static final String CHARGES = "charges";
  private static final String END = "ChargePeriodEnd";
  private static final String TAGS = "Tags";

  private final FocusOptions options;
  private final Tables tables;
  private final Known known;
  private final JsonMapper json = JsonMapper.builder().build();

  private FocusImport(FocusOptions options, Tables tables) {
    this.options = options;
    this.tables = tables;
    this.known = new Known(options.knownAfter());
  }

  /**
   * Imports.
   *
   * @param exports earlier ones first
   * @param out the history's directory, which is made; one that holds anything is refused
   * @throws IOException if a file cannot be read or written
   * @throws ImportException if a file is no such data, or the directory is not empty
   */
  public static ImportSummary run(
      FocusOptions options, List<Path> exports, Path out, ImportProgress progress)
      throws IOException, ImportException {
    MappedHistory.refuseUsed(out);
    checkCategories(options);
    Mapping mapping = BuiltIn.mapping("focus", parameters(options));
    Tables tables = CsvTables.read(mapping, exports, progress);
    FocusImport focus = new FocusImport(options, tables);
    focus.completeRows();
    return BuiltIn.write(mapping, tables, focus.assumed(), options.currency(), out, progress);
  }

  private static void checkCategories(FocusOptions options) throws ImportException {
    List<String> pools = Arrays.stream(CostCategory.values()).map(Enum::name).toList();
    List<String> used = new ArrayList<>(options.categories().values());
    used.add(options.otherwise());
    for (String category : used) {
      if (!pools.contains(category)) {
        throw new ImportException(
            "'%s' is no cost pool; write one of %s".formatted(category, String.join(", ", pools)));
      }
    }
  }

  private static Parameters parameters(FocusOptions options) {
    return new Parameters(
        Map.of(
            "cost", options.cost().column(),
            "serviceBy", options.serviceTag() == null ? options.serviceBy() : TAGS,
            "known", options.knownColumn() == null ? "" : options.knownColumn(),
            "services", options.services().tableName(),
            "otherwise", options.services().otherwiseName()),
        options.services().tables());
  }

  private void completeRows() {
    Map<Path, Instant> newest = newest();
    Map<Path, Integer> edition = new HashMap<>();
    List<Row> complete = new ArrayList<>();
    for (Row row : tables.rows(CHARGES)) {
      if (tables.refused(row)) {
        continue;
      }
      edition.putIfAbsent(row.file(), edition.size() + 1);
      try {
        complete.add(complete(row, newest.get(row.file()), edition.get(row.file())));
      } catch (RowFault fault) {
        tables.refuse(row, fault);
      }
    }
    tables.put(CHARGES, complete);
  }

  /** Of each file, the end of its last charge period: what is in it was not known before. */
  private Map<Path, Instant> newest() {
    Map<Path, Instant> newest = new HashMap<>();
    for (Row row : tables.rows(CHARGES)) {
      try {
        newest.merge(row.file(), end(row), (one, other) -> one.isAfter(other) ? one : other);
      } catch (RowFault fault) {
        tables.refuse(row, fault);
      }
    }
    return newest;
  }

  private Row complete(Row row, Instant newest, int edition) throws RowFault {
    Instant said = said(row);
    String service = service(row);
    String category = category(row);
    Map<String, String> more = new HashMap<>();
    more.put("service", service);
    more.put("category", category);
    more.put("charged to", service + '\n' + category);
    more.put("known", known.of(said, end(row)).toString());
    more.put("learned", (said == null ? newest.plus(options.knownAfter()) : said).toString());
    more.put("edition", Integer.toString(edition));
    return row.with(more);
  }

  private static Instant end(Row row) throws RowFault {
    String end = row.value(END);
    if (end == null) {
      throw new RowFault("MISSING_FIELD", END, "the charge period has no end");
    }
    return TimeFormat.ISO.parse(end, END);
  }

  private Instant said(Row row) throws RowFault {
    String column = options.knownColumn();
    String text = column == null ? null : row.value(column);
    return text == null ? null : TimeFormat.ISO.parse(text, column);
  }

  private String service(Row row) throws RowFault {
    return options.serviceTag() == null
        ? row.value(options.serviceBy())
        : tag(row.value(TAGS), options.serviceTag());
  }

  private String tag(String tags, String key) throws RowFault {
    if (tags == null) {
      return null;
    }
    try {
      JsonNode value = json.readTree(tags).path(key);
      String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
      return text.isEmpty() ? null : text;
    } catch (JacksonException e) {
      throw new RowFault(
          "NOT_JSON", TAGS, "the tags are no JSON object: " + e.getOriginalMessage());
    }
  }

  private String category(Row row) {
    Map<String, String> pools = options.categories();
    String byName = pools.get(String.valueOf(row.value("ServiceName")));
    return byName != null
        ? byName
        : pools.getOrDefault(String.valueOf(row.value("ServiceCategory")), options.otherwise());
  }

  private List<String> assumed() {
    String by =
        options.serviceTag() == null
            ? options.serviceBy() + " that a charge has now"
            : "tag " + options.serviceTag() + " that a charge has now";
    return List.of(
        options.cost().column() + " is what a charge costs.",
        options.services().described(by),
        known.described("charge", "the end of its charge period"),
        "What a later file changes in a charge became known "
            + options.knownAfter()
            + " after the end of the last charge period in that file, where no column says when."
            + " A charge that a later file no longer has stays.");
  }
}
