package io.tripline.cli;

import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.vendor.FocusImport;
import io.tripline.history.vendor.FocusOptions;
import io.tripline.history.vendor.TableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a history of FOCUS cost and usage data. */
@Command(
    name = "focus",
    description = {
      "Make a history of cloud bills: cost and usage data in FOCUS 1.0 to 1.2, as CSV.",
      "Give earlier exports first: what a later one corrects becomes a charge of its own.",
      "What is assumed is printed, is in import-summary.json, and is explained in"
          + " deploy/local/mappings."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The history was written; rows that cannot be used are in import-rejected.jsonl.",
      "1:The files are no such exports, or a table is wrong.",
      "2:A file could not be read or written."
    },
    footer = {
      "",
      "Examples:",
      "  tripline import focus --service-tag application --otherwise shared --out bills focus.csv",
      "  tripline import focus --service-by SubAccountId --services accounts.csv --out bills *.csv"
    })
final class ImportFocusCommand extends ImportingCommand {

  @Option(
      names = "--cost",
      paramLabel = "COST",
      defaultValue = "billed",
      description = {
        "Which cost counts: billed or effective; default: ${DEFAULT-VALUE}.",
        "Billed is what the invoice says, and right in every export seen so far; effective spreads"
            + " what was paid in advance, but some providers cut its decimals off."
      })
  private FocusOptions.Cost cost;

  @ArgGroup(multiplicity = "1")
  private Finding finding;

  @Mixin private ServiceOptions services;

  @Option(
      names = "--categories",
      paramLabel = "TABLE",
      description =
          "Cost pools by ServiceName or, where that is not in it, by ServiceCategory; a table as"
              + " for --services.")
  private Path categories;

  @Option(
      names = "--category",
      paramLabel = "POOL",
      defaultValue = "CLOUD",
      description = "The cost pool of all else; default: ${DEFAULT-VALUE}.")
  private String category;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description =
          "The job's currency; charges in another are refused. Default: ${DEFAULT-VALUE}.")
  private String currency;

  @Option(
      names = "--known",
      paramLabel = "COLUMN",
      description = "A column that says when a charge became known, such as x_IngestionTime.")
  private String knownColumn;

  @Option(
      names = "--known-after",
      paramLabel = "DURATION",
      defaultValue = "PT24H",
      description =
          "How long after the end of its charge period a charge became known, where no column says"
              + " it; default: ${DEFAULT-VALUE}.")
  private Duration knownAfter;

  /** What a service is found by. */
  private static final class Finding {
    @Option(
        names = "--service-tag",
        required = true,
        paramLabel = "KEY",
        description = "Find the service by this tag of the column Tags.")
    private String tag;

    @Option(
        names = "--service-by",
        required = true,
        paramLabel = "COLUMN",
        description = "Find the service by this column, such as SubAccountId.")
    private String column;
  }

  @Override
  ImportSummary run(List<Path> files, Path directory, ImportProgress progress)
      throws IOException, ImportException {
    return FocusImport.run(
        new FocusOptions(
            cost,
            finding.column,
            finding.tag,
            services.services(),
            categories == null ? Map.of() : TableFile.read(categories),
            category,
            currency,
            knownColumn,
            knownAfter),
        files,
        directory,
        progress);
  }
}
