package io.tripline.history.vendor;

import io.tripline.history.csv.ImportException;
import io.tripline.plan.Kind;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.plan.Value;
import io.tripline.plan.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file that says what texts stand for: a CSV file of two columns with a header, whatever it calls
 * them, or a YAML file of keys and values.
 */
public final class TableFile {
  private static final int COLUMNS = 2;
  private static final Kind<String> ANY = new Kind<>("a text", Value.Scalar::text);

  private TableFile() {}

  /**
   * Reads a table.
   *
   * @throws IOException if the file cannot be read
   * @throws ImportException if it is no such table; the message says where and what to write
   */
  public static Map<String, String> read(Path file) throws IOException, ImportException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    try {
      String text = Files.readString(file);
      return name.endsWith(".yaml") || name.endsWith(".yml") ? yaml(file, text) : csv(file, text);
    } catch (NoSuchFileException e) {
      throw new ImportException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new ImportException(file + ": this is no UTF-8; write it in UTF-8", e);
    }
  }

  private static Map<String, String> yaml(Path file, String text) throws ImportException {
    Problems problems = new Problems();
    Value document = YamlText.read(text, problems);
    Section section = document == null ? null : Section.ofAnyKeys(document, problems);
    Map<String, String> table = new LinkedHashMap<>();
    if (section != null) {
      section.keys().forEach(key -> table.put(key, section.required(key, ANY)));
    }
    if (problems.errors() > 0) {
      List<String> all = problems.all().stream().map(p -> p.in(file.toString())).toList();
      throw new ImportException(String.join(System.lineSeparator(), all));
    }
    return table;
  }

  private static Map<String, String> csv(Path file, String text)
      throws IOException, ImportException {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    Map<String, String> table = new LinkedHashMap<>();
    try (CSVParser rows = CSVParser.parse(plain, format)) {
      long line = 2;
      for (CSVRecord row : rows) {
        put(file, line, row, table);
        line = rows.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new ImportException(file + ": this is no CSV with a header: " + e.getMessage(), e);
    }
    return table;
  }

  private static void put(Path file, long line, CSVRecord row, Map<String, String> table)
      throws ImportException {
    String where = file + ":" + line + ": ";
    if (row.size() != COLUMNS) {
      throw new ImportException(
          where
              + "there are "
              + row.size()
              + " values; write two, what it is and what it stands for");
    }
    if (table.put(row.get(0), row.get(1)) != null) {
      throw new ImportException(
          where + "'" + row.get(0) + "' was given already; keep one of the two");
    }
  }
}
