package io.tripline.cli;

import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.vendor.TempoImport;
import io.tripline.history.vendor.TempoOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a history of Tempo's timesheets. */
@Command(
    name = "tempo",
    description = {
      "Make a history of the worklogs of Tempo Timesheets, as CSV: of the server and data center,"
          + " and of the cloud.",
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
      "Example:",
      "  tripline import tempo --services projects.csv --zone Europe/Berlin --out work tempo.csv"
    })
final class ImportTempoCommand extends ImportingCommand {
  @Mixin private ServiceOptions services;

  @Option(
      names = "--ticket-type",
      paramLabel = "TYPE",
      defaultValue = "Task",
      description =
          "The type of tickets, where there is no column Issue Type; default: ${DEFAULT-VALUE}.")
  private String ticketType;

  @Option(
      names = "--dates",
      paramLabel = "PATTERN",
      defaultValue = "ISO",
      description =
          "How dates and times are written, in letters of Java's DateTimeFormatter; default:"
              + " ${DEFAULT-VALUE}, 2026-01-05 or 2026-01-05 09:30.")
  private String dates;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The zone of dates and times; default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  @Option(
      names = "--opening",
      paramLabel = "HH:MM",
      defaultValue = "09:00",
      description =
          "When a person's day begins, where only its date is written: worklogs are laid one after"
              + " the other from then on. Default: ${DEFAULT-VALUE}.")
  private LocalTime opening;

  @Option(
      names = "--known-after",
      paramLabel = "DURATION",
      defaultValue = "PT24H",
      description =
          "How long after its end work became known, where no column says it; default:"
              + " ${DEFAULT-VALUE}.")
  private Duration knownAfter;

  @Override
  ImportSummary run(List<Path> files, Path directory, ImportProgress progress)
      throws IOException, ImportException {
    TempoOptions options =
        new TempoOptions(services.services(), ticketType, dates, zone, opening, knownAfter);
    return TempoImport.run(options, files, directory, progress);
  }
}
