package io.tripline.history.csv;

import io.tripline.history.csv.Mapping.Export;
import io.tripline.history.csv.Rows.SortedAs;
import io.tripline.history.csv.Rows.Sorting;
import io.tripline.plan.Kind;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.plan.Value;
import io.tripline.plan.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads mapping files. What they may say is in {@code deploy/local/mappings/README.md}. */
public final class MappingReader {
  private static final List<String> KEYS =
      List.of("assumed", "nulls", "dates", "numbers", "history", "exports", "tables", "rows");
  private static final List<String> EXPORT_KEYS =
      List.of("columns", "lacks", "names", "optional", "identity", "delimiter", "charset");
  private static final List<String> ROWS_KEYS =
      List.of("name", "of", "by", "order", "firstOf", "facts");
  private static final TimeFormat NO_TIMES = TimeFormat.of("ISO", ZoneId.of("UTC"));

  private final Path file;
  private final Parameters parameters;
  private final Problems problems;

  private MappingReader(Path file, Parameters parameters, Problems problems) {
    this.file = file;
    this.parameters = parameters;
    this.problems = problems;
  }

  /**
   * Reads a mapping file.
   *
   * @throws IOException if the file cannot be read
   * @throws MappingException if it does not make sense
   */
  public static Mapping read(Path file) throws IOException, MappingException {
    return read(
        file,
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
        new Parameters(Map.of(), Map.of()));
  }

  /**
   * Reads a mapping that is not a file of the user's.
   *
   * @param name what to call it in messages
   * @param yaml what it says, with parameters
   * @throws MappingException if it does not make sense
   */
  public static Mapping read(String name, String yaml, Parameters parameters)
      throws MappingException {
    return read(Path.of(name), yaml, parameters);
  }

  private static Mapping read(Path file, String yaml, Parameters parameters)
      throws MappingException {
    Problems problems = new Problems();
    Value read = YamlText.read(yaml, problems);
    Value document = read == null ? null : parameters.fill(read);
    Section section = document == null ? null : Section.of(document, problems, KEYS);
    Mapping mapping =
        section == null ? null : new MappingReader(file, parameters, problems).mapping(section);
    if (problems.errors() > 0) {
      throw new MappingException(file, problems.all());
    }
    return mapping;
  }

  private Mapping mapping(Section section) {
    Section dates = section.section("dates", List.of("pattern", "zone"));
    Section numbers = section.section("numbers", List.of("point", "grouping"));
    Conventions conventions =
        new Conventions(
            dates == null ? NO_TIMES : RecipeReader.timeFormat(dates, NO_TIMES),
            numbers == null ? NumberFormat.PLAIN : numberFormat(numbers),
            tables(section));
    List<Export> exports = exports(section);
    List<String> names = exports.stream().map(Export::name).toList();
    List<Rows> rows = section.list("rows", ROWS_KEYS, one -> rows(one, names, conventions));
    if (!section.has("rows")) {
      section.error("rows", "is missing; write what is made of the rows of the exports");
    }
    Section history = section.section("history", List.of("calendars", "plans", "labels"));
    return new Mapping(
        file,
        section.distinct("assumed", Kinds.WORDS),
        Set.copyOf(section.distinct("nulls", Kinds.WORDS)),
        exports,
        rows,
        history == null ? null : beside(history, "calendars"),
        history == null ? null : beside(history, "plans"),
        history == null ? null : beside(history, "labels"));
  }

  private Path beside(Section history, String key) {
    String name = history.optional(key, Kinds.WORDS, null);
    if (name == null) {
      return null;
    }
    Path path = file.toAbsolutePath().resolveSibling(name);
    if (!Files.exists(path)) {
      history.error(key, "is '%s', which is not beside the mapping".formatted(name));
    }
    return path;
  }

  private static NumberFormat numberFormat(Section numbers) {
    return new NumberFormat(
        numbers.optional("point", Kinds.WORDS, "."), numbers.optional("grouping", Kinds.WORDS, ""));
  }

  private Map<String, Map<String, String>> tables(Section section) {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>(parameters.tables());
    if (section.hasSection("tables")) {
      Section all = section.anySection("tables");
      for (String name : all.keys()) {
        tables.put(name, Map.copyOf(all.map(name, Kinds.WORDS, Kinds.WORDS)));
      }
    }
    return tables;
  }

  private static List<Export> exports(Section section) {
    List<Export> exports = new ArrayList<>();
    if (!section.hasSection("exports")) {
      section.error("exports", "must say what files there are; write {name: {columns: [a, b]}}");
      return exports;
    }
    Section all = section.anySection("exports");
    for (String name : all.keys()) {
      Section export = all.requiredSection(name, EXPORT_KEYS);
      if (export != null) {
        exports.add(
            new Export(
                name,
                export.distinct("columns", Kinds.WORDS),
                export.distinct("lacks", Kinds.WORDS),
                names(export),
                export.distinct("optional", Kinds.WORDS),
                export.distinct("identity", Kinds.WORDS),
                orElse(export.optional("delimiter", Kinds.DELIMITER, ','), ','),
                orElse(
                    export.optional("charset", Kinds.CHARSET, StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8)));
      }
    }
    return exports;
  }

  private static Map<String, List<String>> names(Section export) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    if (export.hasSection("names")) {
      Section all = export.anySection("names");
      all.keys().forEach(name -> names.put(name, all.distinct(name, Kinds.WORDS)));
    }
    return names;
  }

  private static <T> T orElse(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private Rows rows(Section rows, List<String> exports, Conventions conventions) {
    int before = problems.errors();
    RecipeReader recipes = new RecipeReader(conventions);
    String export = rows.required("of", Kind.oneOf(exports, name -> name));
    List<String> by = rows.distinct("by", Kinds.WORDS);
    List<String> firstOf = rows.distinct("firstOf", Kinds.WORDS);
    recipes.use(rows, "by", by);
    recipes.use(rows, "firstOf", firstOf);
    List<Sorting> order =
        rows.list(
            "order", List.of("column", "as"), sorting -> sorting(sorting, conventions, recipes));
    FactReader reader = new FactReader(recipes);
    List<FactRecipe> facts = rows.anyList("facts", reader::fact);
    if (!rows.has("facts")) {
      rows.error("facts", "is missing; write the facts that a row makes, each with its type");
    }
    String name = rows.optional("name", Kinds.WORDS, export);
    return problems.errors() > before
        ? null
        : new Rows(name, export, by, order, firstOf, facts, recipes.columns());
  }

  private static Sorting sorting(Section sorting, Conventions conventions, RecipeReader recipes) {
    String column = sorting.required("column", Kinds.WORDS);
    SortedAs as = sorting.required("as", Kind.oneOf(SortedAs.class));
    if (column == null || as == null) {
      return null;
    }
    recipes.use(sorting, "column", List.of(column));
    return new Sorting(column, as, conventions.numbers(), conventions.times());
  }
}
