package io.tripline.cli;

import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.vendor.JiraImport;
import io.tripline.history.vendor.JiraOptions;
import io.tripline.history.vendor.Phases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a history of Jira's issues. */
@Command(
    name = "jira",
    description = {
      "Make a history of Jira's issues and the work on them: pages of the REST API as JSON, with"
          + " changelogs, or the CSV export of a search, which says less.",
      "Pages are those of /search?expand=changelog&fields=*all, and of /issue/KEY/changelog and"
          + " /issue/KEY/worklog where a search shows only some.",
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
      "  tripline import jira --services projects.csv --out tickets search-*.json worklog-*.json",
      "  tripline import jira --done Shipped --zone Europe/Berlin --out tickets jira.csv"
    })
final class ImportJiraCommand extends ImportingCommand {
  @Mixin private ServiceOptions services;

  @Mixin private StateOptions states;

  @Option(
      names = "--team-field",
      paramLabel = "FIELD",
      description =
          "The field of the changelog whose changes hand an issue over, such as Team or Component.")
  private String teamField;

  @Option(
      names = "--dates",
      paramLabel = "PATTERN",
      defaultValue = "dd/MMM/yy h:mm a",
      description =
          "How times are written in a CSV export, in letters of Java's DateTimeFormatter; default:"
              + " ${DEFAULT-VALUE}.")
  private String dates;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The zone of times in a CSV export; default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  @Option(
      names = "--known-after",
      paramLabel = "DURATION",
      defaultValue = "PT24H",
      description =
          "How long after its end work in a CSV export became known, which does not say it;"
              + " default: ${DEFAULT-VALUE}.")
  private Duration knownAfter;

  @Override
  ImportSummary run(List<Path> files, Path directory, ImportProgress progress)
      throws IOException, ImportException {
    JiraOptions options =
        new JiraOptions(
            services.services(), states.added(Phases.OF_JIRA), teamField, dates, zone, knownAfter);
    return JiraImport.run(options, files, directory, progress);
  }
}
