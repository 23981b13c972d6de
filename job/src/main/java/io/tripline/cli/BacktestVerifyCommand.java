package io.tripline.cli;

import io.tripline.backtest.Difference;
import io.tripline.backtest.Verification;
import io.tripline.backtest.Verification.Comparison;
import io.tripline.backtest.source.EventsFile;
import io.tripline.backtest.source.EventsTopic;
import io.tripline.backtest.source.WrittenEvents;
import io.tripline.kafka.config.JobConfiguration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves that a backtest does not know the future. */
@Command(
    name = "verify",
    description = {
      "Prove that a backtest does not know the future: run it again on histories that end earlier,"
          + " and report every event before the end that is not the same.",
      "With --against or --against-live, compare it with the events that a live job or a replay"
          + " wrote, too."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Nothing differs.",
      "1:Something differs and is shown, or the command was not used right.",
      "2:A run failed."
    },
    footer = {
      "",
      "Examples:",
      "  tripline backtest verify --history my-history --candidates plans/ --cuts 10",
      "  tripline backtest verify --history my-history --candidates my-history/plans --against"
          + " results/events.jsonl",
      "  tripline backtest verify --kafka --config tripline.yaml --candidates in-force.yaml"
          + " --against-live"
    })
final class BacktestVerifyCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Mixin private BacktestOptions options;

  @Option(
      names = "--cuts",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "At how many known times to cut the history off, evenly over it. Default:"
              + " ${DEFAULT-VALUE}")
  private int cuts;

  @Option(
      names = "--against",
      paramLabel = "EVENTS",
      description = "A file of events, one JSON object a line; one candidate a service, then.")
  private Path against;

  @Option(
      names = "--against-live",
      description = "With --kafka: compare with the events that stand in the live job's topic.")
  private boolean againstLive;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    BacktestOptions.Asked asked = options.asked(spec.commandLine());
    if (cuts < 0 || cuts > 1000) {
      throw new ParameterException(spec.commandLine(), "--cuts is " + cuts + "; write 0 to 1000");
    }
    WrittenEvents written = written(asked.configuration());
    TerminalProgress terminal = TerminalProgress.of(spec.commandLine().getErr());
    List<Comparison> comparisons;
    try (terminal) {
      comparisons = new Verification(asked.request(), cuts, written, terminal).run();
    }
    PrintWriter out = spec.commandLine().getOut();
    comparisons.forEach(comparison -> print(comparison, written, out));
    out.flush();
    return comparisons.stream().allMatch(Comparison::same) ? 0 : 1;
  }

  /** Null if there are none to compare with. */
  private WrittenEvents written(JobConfiguration live) {
    if (against != null && againstLive) {
      throw new ParameterException(
          spec.commandLine(), "--against and --against-live exclude each other");
    }
    if (againstLive && live == null) {
      throw new ParameterException(spec.commandLine(), "--against-live is for --kafka");
    }
    if (againstLive) {
      return new EventsTopic(live);
    }
    return against == null ? null : new EventsFile(against);
  }

  private static void print(Comparison comparison, WrittenEvents written, PrintWriter out) {
    String with =
        comparison.cut() == null
            ? "Against " + written.name()
            : "Known until " + Instant.ofEpochMilli(comparison.cut());
    long different = comparison.differences().values().stream().mapToLong(List::size).sum();
    out.printf(
        Locale.ROOT,
        "%s: %,d events, %s%n",
        with,
        comparison.events(),
        different == 0 ? "none differs" : different + " differ");
    comparison.differences().forEach((candidate, list) -> print(candidate, list, out));
  }

  private static void print(String candidate, List<Difference> differences, PrintWriter out) {
    out.printf("  %s%n", candidate);
    for (Difference difference : differences.subList(0, Math.min(MOST_SHOWN, differences.size()))) {
      out.printf(
          "    %s%s%n",
          difference.kind(),
          difference.fields().isEmpty() ? "" : " " + String.join(", ", difference.fields()));
      if (difference.expected() != null) {
        out.printf("      backtest %s%n", difference.expected());
      }
      if (difference.got() != null) {
        out.printf("      other    %s%n", difference.got());
      }
    }
    if (differences.size() > MOST_SHOWN) {
      out.printf("    and %d more%n", differences.size() - MOST_SHOWN);
    }
  }
}
