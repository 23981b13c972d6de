package io.tripline.history.csv;

import io.tripline.history.csv.Mapping.Export;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file as RFC 4180 has it. The first row names the columns. */
final class ExportFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final Export export;
  private final Header header;

  private ExportFile(Path path, Export export, Header header) {
    this.path = path;
    this.export = export;
    this.header = header;
  }

  /** Takes a row as it is read. */
  @FunctionalInterface
  interface RowReader {
    void read(long line, List<String> values);
  }

  /**
   * Opens a file as one of a kind.
   *
   * @param nulls what stands in a column for nothing
   * @return nothing if it has not the columns that such a file is known by
   * @throws IOException if it cannot be read
   * @throws ImportException if it is no such text at all
   */
  static Optional<ExportFile> open(Path path, Export export, Set<String> nulls)
      throws IOException, ImportException {
    try (CSVParser parser = parser(path, export)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        return Optional.empty();
      }
      Header header = new Header(records.next().toList(), export, nulls);
      return export.columns().stream().allMatch(header::has)
              && export.lacks().stream().noneMatch(header::has)
          ? Optional.of(new ExportFile(path, export, header))
          : Optional.empty();
    } catch (UncheckedIOException | CharacterCodingException e) {
      throw unreadable(path, 1, export, e);
    }
  }

  Path path() {
    return path;
  }

  Export export() {
    return export;
  }

  Header header() {
    return header;
  }

  /**
   * Reads all rows. The same text is the same object, so that millions of rows that say little new
   * take little memory.
   *
   * @throws IOException if the file cannot be read
   * @throws ImportException if it stops being CSV somewhere
   */
  void read(RowReader reader) throws IOException, ImportException {
    Map<String, String> texts = new HashMap<>();
    long line = 1;
    try (CSVParser parser = parser(path, export)) {
      Iterator<CSVRecord> records = parser.iterator();
      records.next();
      line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        List<String> values =
            records.next().stream().map(text -> texts.computeIfAbsent(text, same -> same)).toList();
        reader.read(line, values);
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException | CharacterCodingException e) {
      throw unreadable(path, line, export, e);
    }
  }

  private static ImportException unreadable(Path path, long line, Export export, Exception e) {
    boolean letters =
        e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
    String why =
        letters
            ? "this is no %s; name the file's character set in the mapping: exports.%s.charset"
                .formatted(export.charset(), export.name())
            : "this is no CSV: %s; mend the quotes".formatted(e.getMessage());
    return new ImportException("%s:%d: %s".formatted(path, line, why), e);
  }

  private static CSVParser parser(Path path, Export export) throws IOException, ImportException {
    Reader reader =
        new InputStreamReader(
            ExportBytes.open(path),
            export
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(export.delimiter())
            .setIgnoreEmptyLines(true)
            .get();
    return CSVParser.builder().setReader(withoutMark(reader)).setFormat(format).get();
  }

  private static Reader withoutMark(Reader reader) throws IOException {
    PushbackReader pushback = new PushbackReader(reader);
    int first = pushback.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      pushback.unread(first);
    }
    return pushback;
  }
}
