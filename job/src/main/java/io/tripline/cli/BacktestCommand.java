package io.tripline.cli;

import io.tripline.backtest.Backtest;
import io.tripline.backtest.BacktestRequest;
import io.tripline.backtest.BacktestSummary;
import io.tripline.backtest.ReportRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tries candidates for plans on a history. */
@Command(
    name = "backtest",
    description = {
      "Try plans on a history before they are armed: many at once, in one pass over it.",
      "Says of each when it would have opened incidents and tripped, what stopping at the trip"
          + " would have saved, which alarms were false, and, where the history has a labels.csv,"
          + " how much of what is labelled it finds and how soon.",
      "Writes report.html to look at, the same as report.json and as tables (*.csv),"
          + " events/CANDIDATE.jsonl and books/NUMBER.jsonl."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The candidates were tried.",
      "1:A candidate was refused, or the command was not used right.",
      "2:The run failed; nothing was written."
    },
    footer = {
      "",
      "Examples:",
      "  tripline backtest --history my-history --candidates plans/ --out results",
      "  tripline backtest --history my-history --candidates strict.yaml lax.yaml --out results",
      "  tripline backtest --history my-history --candidates plan.yaml --out results --sweep"
          + " fidelity-day.critical=0.10..0.35/0.05 --sweep zombie.for=PT2H,PT4H,PT8H",
      "  tripline backtest --kafka --config tripline.yaml --candidates plans/ --out results",
      "  tripline backtest verify --help"
    },
    subcommands = BacktestVerifyCommand.class)
final class BacktestCommand implements Callable<Integer> {
  @Mixin private BacktestOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The directory to write into; made if it is not there, results in it replaced.")
  private Path out;

  @Option(
      names = "--false-alarm-within",
      paramLabel = "DURATION",
      defaultValue = "P1D",
      converter = DurationConverter.class,
      description =
          "An alarm that is over by itself within this time was a false one. Default:"
              + " ${DEFAULT-VALUE}")
  private Duration falseAlarmWithin;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "What is known to have happened. Default: labels.csv of the history.")
  private Path labels;

  @Option(
      names = "--split",
      paramLabel = "TIME",
      converter = ReplayCommand.TimeConverter.class,
      description =
          "Of a sweep: where the part to choose by (in-sample) ends, and the one to check the"
              + " choice by (out-of-sample) begins. Default: the middle.")
  private Instant split;

  @Option(
      names = "--as-known-now",
      description =
          "Run everything a second time, as if each fact had been known at the time that it is"
              + " about, and say what is different: what late data costs.")
  private boolean asKnownNow;

  @Spec private CommandSpec spec;

  /** Reads a duration. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration duration = Duration.parse(text);
        if (!duration.isNegative()) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(wrong(text));
      }
      throw new TypeConversionException(wrong(text));
    }

    private static String wrong(String text) {
      return "'" + text + "' is no length of time; write one such as PT4H or P1D";
    }
  }

  @Override
  public Integer call() throws Exception {
    if (split != null && !options.sweeps()) {
      throw new ParameterException(spec.commandLine(), "--split is for --sweep");
    }
    BacktestRequest request = options.asked(spec.commandLine()).request();
    if (out == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'");
    }
    ReportRequest wanted =
        new ReportRequest(
            out,
            labels,
            falseAlarmWithin.toMillis(),
            split == null ? null : Long.valueOf(split.toEpochMilli()),
            asKnownNow);
    TerminalProgress terminal = TerminalProgress.of(spec.commandLine().getErr());
    BacktestSummary summary;
    try (terminal) {
      summary = new Backtest(request, wanted, terminal).run();
    }
    new BacktestTable(summary, falseAlarmWithin).print(spec.commandLine().getOut(), out);
    return 0;
  }
}
