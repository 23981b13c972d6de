package io.tripline.cli;

import io.tripline.history.csv.CsvImport;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.Mapping;
import io.tripline.history.csv.MappingException;
import io.tripline.history.csv.MappingReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class ImportCsvCommand implements Callable<Integer> {
  private static final int WRONG = 1;

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "What becomes of the columns.")
  private Path mapping;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The directory of the history; made if it is not there, else it must be empty.")
  private Path out;

  @Parameters(
      arity = "1..*",
      paramLabel = "EXPORT",
      description = "The CSV files: as they are, compressed as .gz, or alone in a .zip.")
  private List<Path> exports;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (TerminalProgress terminal = TerminalProgress.of(spec.commandLine().getErr())) {
      ImportSummary summary = CsvImport.run(readMapping(), exports, out, terminal);
      terminal.close();
      report(summary);
      return 0;
    } catch (MappingException | ImportException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(spec.commandLine().getColorScheme().errorText(e.getMessage()));
      err.flush();
      return WRONG;
    }
  }

  private Mapping readMapping() throws IOException, MappingException, ImportException {
    try {
      return MappingReader.read(mapping);
    } catch (NoSuchFileException e) {
      throw new ImportException(mapping + ": there is no such file", e);
    }
  }

  private void report(ImportSummary summary) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf(
        Locale.ROOT, "%9s %9s %9s %9s  %s%n", "rows", "used", "no fact", "refused", "file");
    for (ImportSummary.Export export : summary.exports()) {
      writer.printf(
          Locale.ROOT,
          "%9d %9d %9d %9d  %s%n",
          export.rows(),
          export.used(),
          export.withoutFacts(),
          export.refused(),
          export.file());
    }
    summary
        .refused()
        .forEach((reason, rows) -> writer.printf(Locale.ROOT, "%9d refused: %s%n", rows, reason));
    summary.facts().forEach((type, facts) -> writer.printf(Locale.ROOT, "%9d %s%n", facts, type));
    writer.printf(Locale.ROOT, "%d facts written: %s%n", summary.factsWritten(), out);
    writer.flush();
  }
}
