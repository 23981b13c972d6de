package io.tripline.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.source.WrittenEvents;
import io.tripline.backtest.trial.TrialJob;
import io.tripline.history.BadHistoryException;
import io.tripline.outlet.EventRecords;
import io.tripline.pipeline.Interval;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ScratchDirectory;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Proves that a backtest does not know the future: runs it again on histories that end earlier, and
 * compares what was said until then. And compares it with what a live job or a replay said.
 */
public final class Verification {
  private final BacktestRequest request;
  private final int cuts;
  private final WrittenEvents against;
  private final ReplayProgress progress;

  /**
   * @param cuts at how many known times to cut the history off, evenly over the interval
   * @param against events to compare with, or null
   */
  public Verification(
      BacktestRequest request, int cuts, WrittenEvents against, ReplayProgress progress) {
    this.request = request;
    this.cuts = cuts;
    this.against = against;
    this.progress = progress;
  }

  /**
   * What one comparison came to.
   *
   * @param cut the known time at which the history was cut off, in milliseconds since the epoch;
   *     null where a file of events was compared with
   * @param events how many events of all candidates were compared
   * @param differences by candidate's name; only candidates that have some
   */
  public record Comparison(Long cut, long events, Map<String, List<Difference>> differences) {
    /** Whether both sides say the same. */
    public boolean same() {
      return differences.isEmpty();
    }
  }

  /**
   * Runs all comparisons.
   *
   * @throws BadReplayException if it cannot begin as it was asked for
   * @throws Exception if a run failed
   */
  public List<Comparison> run() throws Exception {
    try (ScratchDirectory scratch = ScratchDirectory.create("tripline-verify-")) {
      Stage stage = Stage.set(request, scratch.path(), progress);
      List<ServiceEvent> written = against == null ? List.of() : read(stage.candidates());
      List<List<ObjectNode>> whole =
          events(stage, stage.run(null, scratch.path().resolve("whole"), progress));
      List<Comparison> comparisons = new ArrayList<>();
      for (long cut : cuts(stage)) {
        TrialJob.Results known =
            stage.runUntil(
                cut,
                new Interval(stage.interval().from(), cut),
                scratch.path().resolve("cut"),
                progress);
        comparisons.add(compare(stage, cut, whole, events(stage, known)));
      }
      if (against != null) {
        comparisons.add(compare(stage, written, whole));
      }
      return List.copyOf(comparisons);
    }
  }

  /** Ticks, none twice, none at the ends. */
  private List<Long> cuts(Stage stage) {
    long from = stage.interval().from();
    long length = stage.length();
    List<Long> times = new ArrayList<>();
    for (int i = 1; i <= cuts; i++) {
      long cut = stage.settings().slices().floor(from + length / (cuts + 1) * i);
      if (cut > from && !times.contains(cut)) {
        times.add(cut);
      }
    }
    return times;
  }

  private static Comparison compare(
      Stage stage, long cut, List<List<ObjectNode>> whole, List<List<ObjectNode>> known) {
    Map<String, List<Difference>> differences = new TreeMap<>();
    long compared = 0;
    for (Candidate candidate : stage.candidates()) {
      List<ObjectNode> before = until(cut, whole.get(candidate.number()));
      note(candidate, before, known.get(candidate.number()), differences);
      compared += before.size();
    }
    return new Comparison(cut, compared, differences);
  }

  private static Comparison compare(
      Stage stage, List<ServiceEvent> written, List<List<ObjectNode>> whole) {
    Map<String, List<Difference>> differences = new TreeMap<>();
    long compared = 0;
    for (Candidate candidate : stage.candidates()) {
      List<ObjectNode> others =
          written.stream()
              .filter(event -> event.getServiceId().equals(candidate.serviceId()))
              .filter(event -> isIn(stage.interval(), event.getAsOf().toEpochMilli()))
              .map(EventJson::tree)
              .toList();
      note(candidate, whole.get(candidate.number()), others, differences);
      compared += others.size();
    }
    return new Comparison(null, compared, differences);
  }

  private static boolean isIn(Interval interval, long tick) {
    return tick > interval.from() && tick <= interval.to();
  }

  private static void note(
      Candidate candidate,
      List<ObjectNode> expected,
      List<ObjectNode> got,
      Map<String, List<Difference>> differences) {
    List<Difference> found = EventComparison.between(expected, got);
    if (!found.isEmpty()) {
      differences.put(candidate.name(), found);
    }
  }

  private static List<ObjectNode> until(long cut, List<ObjectNode> events) {
    Instant last = Instant.ofEpochMilli(cut);
    return events.stream()
        .filter(event -> !Instant.parse(event.get("asOf").asText()).isAfter(last))
        .toList();
  }

  private List<List<ObjectNode>> events(Stage stage, TrialJob.Results results) throws IOException {
    FindingsByCandidate findings =
        new FindingsByCandidate(results.findings(), stage.candidates().size());
    List<List<ObjectNode>> events = new ArrayList<>();
    for (Candidate candidate : stage.candidates()) {
      List<ObjectNode> own = new ArrayList<>();
      findings.of(
          candidate.number(),
          finding ->
              own.add(EventJson.tree(EventRecords.of(request.people().in(finding.event())))));
      events.add(own);
    }
    return events;
  }

  private List<ServiceEvent> read(List<Candidate> candidates) throws Exception {
    Set<String> services = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!services.add(candidate.serviceId())) {
        throw new BadHistoryException(
            "there are several candidates for "
                + candidate.serviceId()
                + "; name only the one that "
                + against.name()
                + " was written by");
      }
    }
    return against.read();
  }
}
