package io.tripline.cli;

import io.tripline.history.BadHistoryException;
import io.tripline.history.HistoryDirectory;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of plan files whether the job would take them, and if not, what to write instead. */
@Command(
    name = "check",
    description = {
      "Say of plan files whether the job would take them, and if not, what to write instead.",
      "Every problem is a line: file:line:column: what is wrong; what to write."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All plans can be used; there may be warnings.",
      "1:A plan was refused, or the command was not used right."
    },
    footer = {
      "",
      "Examples:",
      "  tripline plan check plans/*.yaml",
      "  tripline plan check --calendars calendars.yaml --currency EUR plans/cloud.yaml"
    })
final class PlanCheckCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Plan files in YAML.")
  private List<Path> files;

  @Option(
      names = "--calendars",
      paramLabel = "FILE",
      description = "The calendars that plans may name beside always and office.")
  private Path calendars;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "The job's one currency. Default: ${DEFAULT-VALUE}")
  private String currency;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BadHistoryException, IOException {
    Calendars known =
        calendars == null ? Calendars.standard() : HistoryDirectory.readCalendars(calendars);
    PlanFiles plans = new PlanFiles(new PlanReader(currency, known), spec.commandLine().getOut());
    return plans.read(files).isPresent() ? 0 : 1;
  }
}
