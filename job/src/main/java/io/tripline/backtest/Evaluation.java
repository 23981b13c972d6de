package io.tripline.backtest;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.report.Analysis;
import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.Figures;
import io.tripline.backtest.report.KnownLabel;
import io.tripline.backtest.report.PointResult;
import io.tripline.backtest.sweep.Sweep;
import io.tripline.backtest.trial.Finding;
import io.tripline.backtest.trial.Outcome;
import io.tripline.backtest.trial.Part;
import io.tripline.backtest.trial.TrialJob;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.People;
import io.tripline.schemas.EventJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes candidates' results out of what a run found, and writes their events. */
final class Evaluation {
  private final Stage stage;
  private final List<KnownLabel> labels;
  private final long falseAlarmWithin;
  private final People people;
  private final Map<Integer, Map<Part, Outcome>> outcomes = new HashMap<>();
  private final Map<Integer, Integer> trialOf = new HashMap<>();
  private final FindingsByCandidate findings;

  /**
   * @param falseAlarmWithin an alarm that is over by itself within so many milliseconds was a false
   *     one
   * @param people how they are named in events
   */
  Evaluation(
      Stage stage,
      TrialJob.Results found,
      List<KnownLabel> labels,
      long falseAlarmWithin,
      People people)
      throws IOException {
    this.stage = stage;
    this.labels = labels;
    this.falseAlarmWithin = falseAlarmWithin;
    this.people = people;
    this.findings = new FindingsByCandidate(found.findings(), stage.candidates().size());
    found
        .outcomes()
        .forEach(
            (outcome, offset) ->
                outcomes
                    .computeIfAbsent(outcome.candidate(), number -> new EnumMap<>(Part.class))
                    .put(outcome.part(), outcome));
    stage
        .trials()
        .forEach(
            trial -> trial.entrants().forEach(e -> trialOf.put(e.candidate(), trial.number())));
  }

  /**
   * The results of the whole interval, in the candidates' order. Events go into a file for each
   * candidate.
   *
   * @param events the directory for these files
   */
  List<CandidateResult> whole(ResultDirectory files, String events) throws IOException {
    List<CandidateResult> results = new ArrayList<>();
    for (Candidate candidate : stage.candidates()) {
      Analysis analysis = new Analysis(candidate, falseAlarmWithin);
      try (BufferedWriter out =
          files.writer(events + '/' + candidate.name() + ResultDirectory.LINES)) {
        findings.of(
            candidate.number(),
            finding -> {
              if (finding.whole()) {
                ServiceEvent event = people.in(finding.event());
                analysis.take(event);
                write(event, out);
              }
            });
      }
      results.add(
          analysis.result(
              trialOf.get(candidate.number()),
              outcome(candidate, Part.WHOLE),
              labelsOf(candidate)));
    }
    return List.copyOf(results);
  }

  /**
   * The figures of a sweep's points.
   *
   * @param whole the results of the whole interval
   * @param split the last tick of the in-sample part
   */
  List<PointResult> points(Sweep sweep, List<CandidateResult> whole, long split)
      throws IOException {
    List<PointResult> points = new ArrayList<>();
    for (Sweep.Point point : sweep.points()) {
      Candidate candidate = point.candidate();
      Analysis before = new Analysis(candidate, falseAlarmWithin);
      Analysis behind = new Analysis(candidate, falseAlarmWithin);
      findings.of(candidate.number(), finding -> part(finding, split, before, behind));
      points.add(
          new PointResult(
              point,
              Figures.of(whole.get(candidate.number()), stage.length()),
              Figures.of(
                  before.result(
                      trialOf.get(candidate.number()),
                      outcome(candidate, Part.IN_SAMPLE),
                      labelsOf(candidate),
                      label -> label.onset() < split),
                  split - stage.interval().from()),
              Figures.of(
                  behind.result(
                      trialOf.get(candidate.number()),
                      outcome(candidate, Part.OUT_OF_SAMPLE),
                      labelsOf(candidate),
                      label -> label.onset() >= split),
                  stage.interval().to() - split)));
    }
    return List.copyOf(points);
  }

  private static void part(Finding finding, long split, Analysis before, Analysis behind) {
    if (finding.whole() && finding.event().asOf() <= split) {
      before.take(finding.event());
    }
    if (finding.outOfSample()) {
      behind.take(finding.event());
    }
  }

  private Outcome outcome(Candidate candidate, Part part) {
    return outcomes.getOrDefault(candidate.number(), Map.of()).get(part);
  }

  private List<KnownLabel> labelsOf(Candidate candidate) {
    return labels.stream()
        .filter(known -> known.label().serviceId().equals(candidate.serviceId()))
        .toList();
  }

  private static void write(ServiceEvent event, BufferedWriter out) throws IOException {
    out.write(EventJson.write(EventRecords.of(event)));
    out.write('\n');
  }
}
