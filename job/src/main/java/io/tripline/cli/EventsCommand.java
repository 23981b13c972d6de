package io.tripline.cli;

import io.tripline.cli.print.EventPrinter;
import io.tripline.kafka.event.EventFilter;
import io.tripline.kafka.event.EventReader;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints events as a person reads them. */
@Command(
    name = "events",
    description = {
      "Print what the job says: variances that open, worsen and resolve, with their reasons, and"
          + " kill switches that move. All times are UTC.",
      "Prints what has been said up to now, and with --follow goes on until Ctrl-C. Each event is"
          + " printed once, even where the job has written it twice."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All was printed, or Ctrl-C was pressed.",
      "1:The command was not used right, or there is no such topic.",
      "2:Kafka could not be read."
    },
    footer = {
      "",
      "Examples:",
      "  tripline events --config tripline.yaml --follow",
      "  tripline events --config tripline.yaml --follow --since 0m",
      "  tripline events --config tripline.yaml --since 2d --service cloud-migration",
      "  tripline events --config tripline.yaml --type kill-switch --transition tripped",
      "  tripline events --config tripline.yaml --severity critical --json"
    })
final class EventsCommand implements Callable<Integer> {
  private final InstantSource clock = Clock.systemUTC();

  @Mixin private ConfigurationOptions options;

  @Option(names = "--follow", description = "Go on printing, as it is said, until Ctrl-C.")
  private boolean follow;

  @ArgGroup private Start start = new Start();

  /** Since when; one of the two. */
  static final class Start {
    @Option(
        names = "--from",
        paramLabel = "TIME",
        converter = ReplayCommand.TimeConverter.class,
        description = "Only what was said at that time or later. Default: all that is there.")
    private Instant from;

    @Option(
        names = "--since",
        paramLabel = "DURATION",
        converter = DurationConverter.class,
        description =
            "Only what was said in the last 30m, 1h, 2d …; 0m is nothing but what is new.")
    private Duration since;

    Instant from(InstantSource clock) {
      return since == null ? from : clock.instant().minus(since);
    }
  }

  @Option(
      names = "--service",
      paramLabel = "ID",
      description = "Only of this service; may be given again, as may all that follow.")
  private Set<String> services = Set.of();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = WordConverter.OfKind.class,
      description = "Only variance, or kill-switch.")
  private Set<EventFilter.Kind> kinds = Set.of();

  @Option(
      names = "--transition",
      paramLabel = "NAME",
      converter = WordConverter.OfTransition.class,
      description = "Only events of this transition, such as opened, resolved, tripped.")
  private Set<String> transitions = Set.of();

  @Option(
      names = "--severity",
      paramLabel = "NAME",
      converter = WordConverter.OfSeverity.class,
      description = "Only variances that are warning, or critical.")
  private Set<String> severities = Set.of();

  @Option(
      names = "--target",
      paramLabel = "ID",
      description = "Only variances of this target of a plan.")
  private Set<String> targets = Set.of();

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "Only events of this rule of a kill switch.")
  private Set<String> rules = Set.of();

  @Option(names = "--json", description = "Print each event as a line of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    EventFilter filter =
        new EventFilter(
            services, kinds, transitions, severities, targets, rules, start.from(clock));
    Printing printing = new Printing(out, form());
    try (EventReader reader =
            EventReader.open(options.read(), filter, printing::event, this::complain);
        StopSignal signal = StopSignal.to(reader::stop)) {
      boolean toTheEnd = reader.readToEnd();
      out.flush();
      if (toTheEnd && follow) {
        reader.follow();
      } else if (toTheEnd && printing.events == 0) {
        complain("There is no such event.");
      }
      out.flush();
    }
    return 0;
  }

  private Function<ServiceEvent, Iterable<String>> form() {
    if (json) {
      return event -> Set.of(EventJson.write(event));
    }
    return new EventPrinter(spec.commandLine().getColorScheme().ansi())::lines;
  }

  private void complain(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }

  /** Events onto the standard output stream. */
  private final class Printing {
    private final PrintWriter out;
    private final Function<ServiceEvent, Iterable<String>> form;
    private long events;

    Printing(PrintWriter out, Function<ServiceEvent, Iterable<String>> form) {
      this.out = out;
      this.form = form;
    }

    void event(ServiceEvent event) {
      events++;
      form.apply(event).forEach(out::println);
      if (follow) {
        out.flush();
      }
    }
  }
}
