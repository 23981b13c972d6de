package io.tripline.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.report.Analysis;
import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.CsvFiles;
import io.tripline.backtest.report.KnownLabel;
import io.tripline.backtest.report.Label;
import io.tripline.backtest.report.LabelsFile;
import io.tripline.backtest.report.Manifest;
import io.tripline.backtest.report.ReportJson;
import io.tripline.backtest.report.TrialBooks;
import io.tripline.backtest.trial.Outcome;
import io.tripline.backtest.trial.Trial;
import io.tripline.backtest.trial.TrialJob;
import io.tripline.history.BadHistoryException;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.StatementRecords;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.IndentedJson;
import io.tripline.replay.JobVersion;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ReplaySummary.Written;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.StatementJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries candidates on a history: reads it, runs all of them over it in one pass, and writes what
 * each of them would have said and what that would have been worth.
 */
public final class Backtest {
  private static final String LABELS = "labels.csv";

  private final BacktestRequest request;
  private final Path out;
  private final long falseAlarmWithin;
  private final ReplayProgress progress;

  /**
   * @param out the directory to write into; made if it is not there
   * @param falseAlarmWithin an alarm that is over by itself within so many milliseconds was a false
   *     one
   */
  public Backtest(
      BacktestRequest request, Path out, long falseAlarmWithin, ReplayProgress progress) {
    this.request = request;
    this.out = out;
    this.falseAlarmWithin = falseAlarmWithin;
    this.progress = progress;
  }

  /**
   * Runs from the first line to the last file.
   *
   * @throws BadReplayException if it cannot begin as it was asked for
   * @throws Exception if it failed on the way; then nothing was written
   */
  public BacktestSummary run() throws Exception {
    try (ResultDirectory files = ResultDirectory.in(out)) {
      Stage stage = Stage.set(request, files.scratch(), progress);
      List<KnownLabel> labels = labels(stage);
      TrialJob.Results found = stage.run(files.scratch(), progress);
      List<TrialBooks> books = books(stage, found, files);
      List<CandidateResult> results = results(stage, found, labels, files);
      String hash = write(stage, found, results, books, labels, files);
      files.finish();
      return new BacktestSummary(
          stage.interval(), results, stage.history().size(), stage.trials().size(), hash);
    }
  }

  private static List<KnownLabel> labels(Stage stage) throws BadHistoryException, IOException {
    List<KnownLabel> labels = new ArrayList<>();
    for (Label label : LabelsFile.read(stage.directory().root().resolve(LABELS))) {
      labels.add(new KnownLabel(label, null));
    }
    if (!labels.isEmpty()) {
      stage.history().forEach(fact -> KnownLabel.note(fact, labels));
    }
    return labels;
  }

  /** Hours come trial by trial, those of a trial in order; which trial comes first is chance. */
  private static List<TrialBooks> books(Stage stage, TrialJob.Results found, ResultDirectory files)
      throws IOException {
    List<TrialBooks> books = new ArrayList<>();
    Map<Integer, BufferedWriter> writers = new HashMap<>();
    try {
      for (Trial trial : stage.trials()) {
        books.add(new TrialBooks(trial));
        writers.put(
            trial.number(), files.writer("books/" + trial.number() + ResultDirectory.LINES));
      }
      found
          .hours()
          .forEach(
              (hour, offset) -> {
                books.get(hour.trial()).take(hour.statement());
                writeLine(hour.statement(), writers.get(hour.trial()));
              });
    } finally {
      for (BufferedWriter writer : writers.values()) {
        writer.close();
      }
    }
    return books;
  }

  private static void writeLine(Statement statement, BufferedWriter out) throws IOException {
    out.write(StatementJson.write(StatementRecords.of(statement)));
    out.write('\n');
  }

  private List<CandidateResult> results(
      Stage stage, TrialJob.Results found, List<KnownLabel> labels, ResultDirectory files)
      throws IOException {
    Map<Integer, Outcome> outcomes = new TreeMap<>();
    found.outcomes().forEach((outcome, offset) -> outcomes.put(outcome.candidate(), outcome));
    Map<Integer, Integer> trialOf = new HashMap<>();
    stage
        .trials()
        .forEach(
            trial -> trial.entrants().forEach(e -> trialOf.put(e.candidate(), trial.number())));
    FindingsByCandidate findings =
        new FindingsByCandidate(found.findings(), stage.candidates().size());
    List<CandidateResult> results = new ArrayList<>();
    for (Candidate candidate : stage.candidates()) {
      Analysis analysis = new Analysis(candidate, falseAlarmWithin);
      try (BufferedWriter events =
          files.writer("events/" + candidate.name() + ResultDirectory.LINES)) {
        findings.of(
            candidate.number(),
            event -> {
              analysis.take(event);
              events.write(EventJson.write(EventRecords.of(event)));
              events.write('\n');
            });
      }
      results.add(
          analysis.result(
              trialOf.get(candidate.number()),
              outcomes.get(candidate.number()),
              labels.stream()
                  .filter(l -> l.label().serviceId().equals(candidate.serviceId()))
                  .toList()));
    }
    return List.copyOf(results);
  }

  private String write(
      Stage stage,
      TrialJob.Results found,
      List<CandidateResult> results,
      List<TrialBooks> books,
      List<KnownLabel> labels,
      ResultDirectory files)
      throws IOException {
    Manifest manifest =
        new Manifest(
            JobVersion.current(),
            stage.interval(),
            request.currency(),
            falseAlarmWithin,
            inputs(stage),
            stage.history().feeds(found.accumulators()));
    CsvFiles csv = new CsvFiles(manifest, results);
    csv.candidates(files.file("candidates.csv"));
    csv.incidents(files.file("incidents.csv"));
    csv.trips(files.file("trips.csv"));
    ObjectNode report = new ReportJson(manifest, results).tree(books, labels);
    String hash = files.hash(IndentedJson.text(report));
    ((ObjectNode) report.get("manifest")).put("resultsSha256", hash);
    Files.writeString(
        files.file(ResultDirectory.REPORT), IndentedJson.text(report), StandardCharsets.UTF_8);
    return hash;
  }

  private static List<Manifest.Input> inputs(Stage stage) throws IOException {
    List<Manifest.Input> inputs = new ArrayList<>();
    for (Path file : stage.directory().files()) {
      inputs.add(
          new Manifest.Input(
              stage.directory().root().relativize(file).toString(), Written.of(file).sha256()));
    }
    Path labels = stage.directory().root().resolve(LABELS);
    if (Files.exists(labels)) {
      inputs.add(new Manifest.Input(LABELS, Written.of(labels).sha256()));
    }
    stage.candidates().forEach(c -> inputs.add(new Manifest.Input(c.file(), c.sha256())));
    return inputs.stream().distinct().toList();
  }
}
