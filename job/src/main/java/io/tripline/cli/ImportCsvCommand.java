package io.tripline.cli;

import io.tripline.history.csv.CsvImport;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.Mapping;
import io.tripline.history.csv.MappingException;
import io.tripline.history.csv.MappingReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a history of CSV files, as a mapping declares. */
@Command(
    name = "csv",
    description = {
      "Make a history of CSV files: a mapping says which columns become which fields of which"
          + " facts.",
      "Writes cost, ticket, allocation and governance .jsonl, sorted by when they became known, the"
          + " plans and calendars that the mapping names, import-rejected.jsonl with every row that"
          + " cannot be used, and import-summary.json.",
      "Mappings are described, with examples, in deploy/local/mappings."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The history was written; rows that cannot be used are in import-rejected.jsonl.",
      "1:The mapping is wrong, or the files are not those that it reads.",
      "2:A file could not be read or written."
    },
    footer = {
      "",
      "Examples:",
      "  tripline import csv --mapping mapping.yaml --out my-history export.csv",
      "  tripline import csv --mapping mapping.yaml --out my-history january.csv.gz february.zip"
    })
final class ImportCsvCommand extends ImportingCommand {
  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "What becomes of the columns.")
  private Path mapping;

  @Override
  ImportSummary run(List<Path> files, Path directory, ImportProgress progress)
      throws IOException, MappingException, ImportException {
    return CsvImport.run(readMapping(), files, directory, progress);
  }

  private Mapping readMapping() throws IOException, MappingException, ImportException {
    try {
      return MappingReader.read(mapping);
    } catch (NoSuchFileException e) {
      throw new ImportException(mapping + ": there is no such file", e);
    }
  }
}
