package io.tripline.history.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes a history of CSV exports, as a mapping says. */
public final class CsvImport {
  private CsvImport() {}

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
    MappedHistory.refuseUsed(out);
    Tables tables = CsvTables.readAll(mapping, exports, progress);
    return new MappedHistory(mapping, FactCheck.NONE, progress).write(tables, List.of(), out);
  }
}
