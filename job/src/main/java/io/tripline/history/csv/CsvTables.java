package io.tripline.history.csv;

import io.tripline.history.csv.Mapping.Export;
import io.tripline.history.csv.Rows.ColumnUse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CSV files, each as the export of a mapping that it is known to be by its columns. */
public final class CsvTables {
  private final Mapping mapping;
  private final ImportProgress progress;
  private final Tables tables = new Tables();

  private CsvTables(Mapping mapping, ImportProgress progress) {
    this.mapping = mapping;
    this.progress = progress;
  }

  /**
   * Reads files of which some may be missing.
   *
   * @param paths in the order in which their rows count where nothing else orders them
   * @throws IOException if a file cannot be read
   * @throws ImportException if a file is no export of the mapping
   */
  public static Tables read(Mapping mapping, List<Path> paths, ImportProgress progress)
      throws IOException, ImportException {
    CsvTables reading = new CsvTables(mapping, progress);
    reading.read(reading.recognise(paths));
    return reading.tables;
  }

  /**
   * Reads files, of which there must be one of every export.
   *
   * @param paths in the order in which their rows count where nothing else orders them
   * @throws IOException if a file cannot be read
   * @throws ImportException if a file is no export of the mapping, or one is missing
   */
  static Tables readAll(Mapping mapping, List<Path> paths, ImportProgress progress)
      throws IOException, ImportException {
    CsvTables reading = new CsvTables(mapping, progress);
    List<ExportFile> files = reading.recognise(paths);
    for (Export export : mapping.exports()) {
      if (files.stream().noneMatch(file -> file.export().equals(export))) {
        throw new ImportException(
            "none of the files is the export '%s', which has the columns %s; give it as well"
                .formatted(export.name(), String.join(", ", export.columns())));
      }
    }
    reading.read(files);
    return reading.tables;
  }

  private List<ExportFile> recognise(List<Path> paths) throws IOException, ImportException {
    List<ExportFile> files = new ArrayList<>();
    for (Path path : paths) {
      ExportFile file = recognise(path);
      checkColumns(file);
      files.add(file);
    }
    return files;
  }

  private ExportFile recognise(Path path) throws IOException, ImportException {
    List<ExportFile> candidates = new ArrayList<>();
    for (Export export : mapping.exports()) {
      try {
        ExportFile.open(path, export, mapping.nulls()).ifPresent(candidates::add);
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
    return header.mayHave(use.column())
        ? Optional.empty()
        : Optional.of("%s: %s has no column '%s'".formatted(where(use), file.path(), use.column()));
  }

  private String where(ColumnUse use) {
    return mapping.file() + ":" + use.place().line() + ":" + use.place().column();
  }

  private void read(List<ExportFile> files) throws IOException, ImportException {
    for (ExportFile file : files) {
      tables.expect(file.path(), file.export().name());
      RowIds ids = new RowIds(file.export().identity());
      long[] rows = {0};
      file.read(
          (line, values) -> {
            refuseIfRagged(tables.add(file, ids, line, values), values.size());
            progress.reached("reading " + file.path().getFileName(), ++rows[0]);
          });
    }
  }

  private void refuseIfRagged(Row row, int values) {
    if (values != row.columns()) {
      tables.refuse(
          row,
          new RowFault(
              "WRONG_COLUMNS",
              null,
              "the row has %d values, the header %d columns".formatted(values, row.columns())));
    }
  }
}
