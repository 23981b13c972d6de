package io.tripline.cli;

import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.vendor.Phases;
import io.tripline.history.vendor.ServiceNowImport;
import io.tripline.history.vendor.ServiceNowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a history of ServiceNow's incidents. */
@Command(
    name = "servicenow",
    description = {
      "Make a history of ServiceNow's incidents and the time worked on them, as CSV: a log with a"
          + " row for each update, which has sys_mod_count; or a list of the incidents as they are"
          + " now, which says less; and task_time_worked.",
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
      "  tripline import servicenow --service-by business_service --out tickets log.csv worked.csv",
      "  tripline import servicenow --service-by category --dates \"d/M/yyyy HH:mm\" --out t"
          + " log.zip"
    })
final class ImportServiceNowCommand extends ImportingCommand {
  @Option(
      names = "--service-by",
      required = true,
      paramLabel = "COLUMN",
      description =
          "The column that an incident's service is found by, such as business_service, category or"
              + " assignment_group.")
  private String serviceBy;

  @Mixin private ServiceOptions services;

  @Mixin private StateOptions states;

  @Option(
      names = "--ticket-type",
      paramLabel = "TYPE",
      defaultValue = "INCIDENT",
      description = "The type of the tickets; default: ${DEFAULT-VALUE}.")
  private String ticketType;

  @Option(
      names = "--dates",
      paramLabel = "PATTERN",
      defaultValue = "ISO",
      description =
          "How times are written, in letters of Java's DateTimeFormatter; default:"
              + " ${DEFAULT-VALUE}, 2026-01-05 09:30:00.")
  private String dates;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The zone of times; default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  @Override
  ImportSummary run(List<Path> files, Path directory, ImportProgress progress)
      throws IOException, ImportException {
    ServiceNowOptions options =
        new ServiceNowOptions(
            serviceBy,
            services.services(),
            states.added(Phases.OF_SERVICE_NOW),
            ticketType,
            dates,
            zone);
    return ServiceNowImport.run(options, files, directory, progress);
  }
}
