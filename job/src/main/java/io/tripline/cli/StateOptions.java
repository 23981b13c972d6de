package io.tripline.cli;

import io.tripline.history.vendor.Phases;
import java.util.List;
import picocli.CommandLine.Option;

/** What the states of tickets mean, beyond those that are known. */
final class StateOptions {
  @Option(
      names = "--waiting",
      split = ",",
      paramLabel = "STATE",
      description =
          "States in which a ticket waits; with commas between them. A state that is neither known"
              + " nor given refuses its rows.")
  private List<String> waiting = List.of();

  @Option(
      names = "--working",
      split = ",",
      paramLabel = "STATE",
      description = "States in which whoever a ticket is assigned to works on it.")
  private List<String> working = List.of();

  @Option(
      names = "--done",
      split = ",",
      paramLabel = "STATE",
      description = "States in which a ticket is resolved.")
  private List<String> done = List.of();

  /** The known ones, and those asked for. */
  Phases added(Phases known) {
    return known.with(waiting, working, done);
  }
}
