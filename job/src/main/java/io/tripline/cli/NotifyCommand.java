package io.tripline.cli;

import io.tripline.cli.print.NotifyPrinter;
import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.notify.Notifier;
import io.tripline.notify.config.NotifyConfiguration;
import io.tripline.notify.config.NotifyFile;
import io.tripline.notify.config.NotifyReading;
import io.tripline.notify.health.NotifyMetrics;
import io.tripline.notify.journal.Journal;
import io.tripline.notify.journal.Journals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells people, and what pages them, what the job says. */
@Command(
    name = "notify",
    description = {
      "Tell people, and the systems that page them, what the job says: Alertmanager, PagerDuty,"
          + " Slack, or any webhook that takes CloudEvents.",
      "Goes on until Ctrl-C, or told to end. Start it again after whatever happened: each receiver"
          + " goes on where it was. Several of the same configuration share the work."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Ctrl-C was pressed, or it was told to end.",
      "1:The configuration was refused, there is no such topic, or the command was not used right.",
      "2:Kafka could not be read, or a dead letter could not be kept."
    },
    footer = {
      "",
      "Examples:",
      "  tripline notify reference > notify.yaml",
      "  tripline notify check notify.yaml",
      "  tripline notify --config notify.yaml"
    },
    subcommands = {NotifyReferenceCommand.class, NotifyCheckCommand.class})
final class NotifyCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Whom to notify, and how; see tripline notify reference.")
  private Path file;

  @Option(
      names = ConfigurationOptions.SET,
      paramLabel = ConfigurationOptions.KEY_VALUE,
      mapFallbackValue = "",
      description =
          "What comes before what the file says of Kafka and a registry; may be given again.")
  private final Map<String, String> overrides = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (file == null) {
      throw new ParameterException(
          spec.commandLine(), "Say whom to notify, with --config, or give a command.");
    }
    NotifyConfiguration configuration = configuration();
    NotifyPrinter printer = new NotifyPrinter(spec.commandLine().getOut());
    if (configuration.listen() == null) {
      run(configuration, printer, printer);
    } else {
      try (NotifyMetrics metrics = NotifyMetrics.at(configuration.listen())) {
        printer.listening(metrics.port());
        run(configuration, new Journals(List.of(printer, metrics)), printer);
      }
    }
    return 0;
  }

  private NotifyConfiguration configuration() throws IOException, BadConfigurationException {
    NotifyReading reading = NotifyFile.read(file, overrides);
    PrintWriter err = spec.commandLine().getErr();
    reading.warnings().forEach(err::println);
    err.flush();
    return reading.usable();
  }

  private static void run(NotifyConfiguration configuration, Journal journal, NotifyPrinter printer)
      throws Exception {
    try (Notifier notifier = Notifier.open(configuration, journal);
        StopSignal signal = StopSignal.to(notifier::stop)) {
      notifier.run();
      // Before the signal is closed, with which the process may end.
      printer.end();
    }
  }
}
