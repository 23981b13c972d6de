package io.tripline.cli;

import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.MappingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all imports have in common: where from, where to, progress, and what it came to. */
abstract class ImportingCommand implements Callable<Integer> {
  private static final int WRONG = 1;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The directory of the history; made if it is not there, else it must be empty.")
  private Path out;

  @Parameters(
      arity = "1..*",
      paramLabel = "EXPORT",
      description = "The exported files: as they are, compressed as .gz, or alone in a .zip.")
  private List<Path> exports;

  @Spec private CommandSpec spec;

  /** Imports files into a directory. */
  abstract ImportSummary run(List<Path> files, Path directory, ImportProgress progress)
      throws IOException, MappingException, ImportException;

  @Override
  public final Integer call() throws IOException {
    try (TerminalProgress terminal = TerminalProgress.of(spec.commandLine().getErr())) {
      ImportSummary summary = run(exports, out, terminal);
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

  private void report(ImportSummary summary) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf(
        Locale.ROOT, "%9s %9s %9s %9s  %s%n", "rows", "used", "no fact", "refused", "file");
    for (ImportSummary.Export export : summary.exports()) {
      writer.printf(
          Locale.ROOT,
          "%9d %9d %9d %9d  %s (%s)%n",
          export.rows(),
          export.used(),
          export.withoutFacts(),
          export.refused(),
          export.file(),
          export.kind());
    }
    summary
        .refused()
        .forEach((reason, rows) -> writer.printf(Locale.ROOT, "%9d refused: %s%n", rows, reason));
    summary.facts().forEach((type, facts) -> writer.printf(Locale.ROOT, "%9d %s%n", facts, type));
    summary
        .rounding()
        .forEach(
            (field, rounding) ->
                writer.printf(
                    Locale.ROOT,
                    "%9d %s rounded, each by at most %s; in all, %s was lost%n",
                    rounding.facts(),
                    field,
                    rounding.most(),
                    rounding.lost()));
    summary.assumed().forEach(assumption -> writer.println("assumed: " + assumption));
    writer.printf(Locale.ROOT, "%d facts written: %s%n", summary.factsWritten(), out);
    writer.flush();
  }
}
