package io.tripline.backtest.report;

import io.tripline.history.BadHistoryException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads {@code labels.csv}: a first line {@code service,subject,onset,end,note} and a line for each
 * label; {@code end} and {@code note} may be missing or empty.
 */
public final class LabelsFile {
  private static final List<String> REQUIRED = List.of("service", "subject", "onset");
  private static final List<String> KNOWN = List.of("service", "subject", "onset", "end", "note");

  private LabelsFile() {}

  /**
   * Reads a file.
   *
   * @return empty if the file is not there
   * @throws BadHistoryException with everything that is wrong, if anything is
   */
  public static List<Label> read(Path file) throws BadHistoryException, IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    List<Label> labels = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, format)) {
      checkHeader(file, parser.getHeaderNames(), problems);
      if (problems.isEmpty()) {
        for (CSVRecord record : parser) {
          read(file, parser.getCurrentLineNumber(), record, labels, problems);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new BadHistoryException(String.join(System.lineSeparator(), problems));
    }
    return List.copyOf(labels);
  }

  private static void checkHeader(Path file, List<String> names, List<String> problems) {
    for (String required : REQUIRED) {
      if (!names.contains(required)) {
        problems.add(
            "%s:1: there is no column %s; write %s into the first line"
                .formatted(file, required, String.join(",", KNOWN)));
      }
    }
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        problems.add(
            "%s:1: there is no use for a column %s; here may stand %s"
                .formatted(file, name, String.join(", ", KNOWN)));
      }
    }
  }

  private static void read(
      Path file, long line, CSVRecord record, List<Label> labels, List<String> problems) {
    int before = problems.size();
    String place = file + ":" + line + ": ";
    String service = text("service", record, place, problems);
    String subject = text("subject", record, place, problems);
    Long onset = time("onset", record, place, problems);
    Long end = get("end", record).isEmpty() ? null : time("end", record, place, problems);
    if (onset != null && end != null && end <= onset) {
      problems.add(place + "end is not after onset; write a later one, or leave it out");
    }
    if (problems.size() == before) {
      labels.add(new Label(labels.size(), service, subject, onset, end, get("note", record)));
    }
  }

  private static String text(String column, CSVRecord record, String place, List<String> problems) {
    String text = get(column, record);
    if (text.isEmpty()) {
      problems.add(
          place
              + column
              + " is empty; write "
              + (column.equals("subject") ? "a target, a rule, or * for any" : "the service's id"));
    }
    return text;
  }

  private static Long time(String column, CSVRecord record, String place, List<String> problems) {
    String text = get(column, record);
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      problems.add(
          place
              + column
              + " is '"
              + text
              + "', no time with an offset; write one such as 2026-01-05T08:00:00Z");
      return null;
    }
  }

  private static String get(String column, CSVRecord record) {
    return record.isSet(column) ? record.get(column) : "";
  }
}
