package io.tripline.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.hindsight.Hindsight;
import io.tripline.backtest.page.ReportPage;
import io.tripline.backtest.report.BooksCsv;
import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.CsvFiles;
import io.tripline.backtest.report.KnownLabel;
import io.tripline.backtest.report.KnownNow;
import io.tripline.backtest.report.Label;
import io.tripline.backtest.report.LabelsFile;
import io.tripline.backtest.report.Manifest;
import io.tripline.backtest.report.ReportJson;
import io.tripline.backtest.report.Sensitivity;
import io.tripline.backtest.report.SweepResult;
import io.tripline.backtest.report.TrialBooks;
import io.tripline.backtest.source.Input;
import io.tripline.backtest.sweep.Sweep;
import io.tripline.backtest.trial.Trial;
import io.tripline.backtest.trial.TrialJob;
import io.tripline.history.BadHistoryException;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.StatementRecords;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.IndentedJson;
import io.tripline.replay.JobVersion;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ReplaySummary.Written;
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

/**
 * Tries candidates on a history: reads it, runs all of them over it in one pass, and writes what
 * each of them would have said and what that would have been worth.
 */
public final class Backtest {
  private static final String LABELS = "labels.csv";

  private final BacktestRequest request;
  private final ReportRequest wanted;
  private final ReplayProgress progress;

  /**
   * @param wanted what is to be reported, and where to
   */
  public Backtest(BacktestRequest request, ReportRequest wanted, ReplayProgress progress) {
    this.request = request;
    this.wanted = wanted;
    this.progress = progress;
  }

  /**
   * Runs from the first line to the last file.
   *
   * @throws BadReplayException if it cannot begin as it was asked for
   * @throws Exception if it failed on the way; then nothing was written
   */
  public BacktestSummary run() throws Exception {
    try (ResultDirectory files = ResultDirectory.in(wanted.out())) {
      Stage stage = Stage.set(request, files.scratch(), progress);
      List<KnownLabel> labels = labels(stage);
      Long split = stage.sweep() == null ? null : Long.valueOf(stage.split(wanted.split()));
      TrialJob.Results found = stage.run(split, files.scratch(), progress);
      List<TrialBooks> books = books(stage, found, files);
      Evaluation evaluation =
          new Evaluation(stage, found, labels, wanted.falseAlarmWithin(), request.people());
      List<CandidateResult> results = evaluation.whole(files, ResultDirectory.EVENTS);
      SweepResult sweep = split == null ? null : sweep(stage, evaluation, results, split);
      KnownNow knownNow = wanted.asKnownNow() ? knownNow(stage, results, labels, files) : null;
      Manifest manifest = manifest(stage, found);
      csv(manifest, results, books, sweep, knownNow, files);
      String hash =
          write(new ReportJson(manifest, results).tree(books, labels, sweep, knownNow), files);
      files.finish();
      return new BacktestSummary(
          stage.interval(),
          results,
          sweep,
          knownNow,
          stage.history().size(),
          stage.trials().size(),
          hash);
    }
  }

  private List<KnownLabel> labels(Stage stage) throws BadHistoryException, IOException {
    List<KnownLabel> labels = new ArrayList<>();
    Path file = labelsFile();
    if (file != null) {
      for (Label label : LabelsFile.read(file)) {
        labels.add(new KnownLabel(label, null));
      }
    }
    if (!labels.isEmpty()) {
      stage.history().forEach(fact -> KnownLabel.note(fact, labels));
    }
    return labels;
  }

  /** Null if there is none. */
  private Path labelsFile() throws BadHistoryException {
    if (wanted.labels() != null) {
      if (!Files.isRegularFile(wanted.labels())) {
        throw new BadHistoryException(wanted.labels() + " is no file; name one with --labels");
      }
      return wanted.labels();
    }
    Path directory = request.history().directory();
    Path file = directory == null ? null : directory.resolve(LABELS);
    return file == null || !Files.exists(file) ? null : file;
  }

  /** Hours come trial by trial, those of a trial in order; which trial comes first is chance. */
  private List<TrialBooks> books(Stage stage, TrialJob.Results found, ResultDirectory files)
      throws IOException {
    List<TrialBooks> books = new ArrayList<>();
    Map<Integer, BufferedWriter> writers = new HashMap<>();
    try {
      for (Trial trial : stage.trials()) {
        books.add(new TrialBooks(trial));
        writers.put(
            trial.number(),
            files.writer(ResultDirectory.BOOKS + "/" + trial.number() + ResultDirectory.LINES));
      }
      found
          .hours()
          .forEach(
              (hour, offset) -> {
                Statement told = request.people().in(hour.statement());
                books.get(hour.trial()).take(hour.statement(), told);
                writeLine(told, writers.get(hour.trial()));
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

  private static SweepResult sweep(
      Stage stage, Evaluation evaluation, List<CandidateResult> results, long split)
      throws IOException {
    Sweep sweep = stage.sweep();
    return new SweepResult(
        sweep, split, evaluation.points(sweep, results, split), Sensitivity.of(sweep, results));
  }

  /** Runs everything again, on the same history as it is known in the end. */
  private KnownNow knownNow(
      Stage stage, List<CandidateResult> then, List<KnownLabel> labels, ResultDirectory files)
      throws Exception {
    Path scratch = Files.createDirectories(files.scratch().resolve("known-now"));
    Hindsight.Seen seen = Hindsight.of(stage.history(), stage.settings().slices(), scratch);
    TrialJob.Results found = stage.runOn(seen.history(), scratch, progress);
    List<CandidateResult> now =
        new Evaluation(stage, found, labels, wanted.falseAlarmWithin(), request.people())
            .whole(files, ResultDirectory.EVENTS_KNOWN_NOW);
    List<KnownNow.Compared> compared = new ArrayList<>();
    for (CandidateResult result : then) {
      compared.add(KnownNow.Compared.of(result, now.get(result.candidate().number())));
    }
    return new KnownNow(seen.feeds(), List.copyOf(compared));
  }

  private Manifest manifest(Stage stage, TrialJob.Results found)
      throws BadHistoryException, IOException {
    return new Manifest(
        JobVersion.current(),
        stage.interval(),
        request.history().currency(),
        wanted.falseAlarmWithin(),
        inputs(stage),
        stage.history().feeds(found.accumulators()));
  }

  private static void csv(
      Manifest manifest,
      List<CandidateResult> results,
      List<TrialBooks> books,
      SweepResult sweep,
      KnownNow knownNow,
      ResultDirectory files)
      throws IOException {
    CsvFiles csv = new CsvFiles(manifest, results);
    csv.candidates(files.file("candidates.csv"));
    csv.incidents(files.file("incidents.csv"));
    csv.leaves(files.file("leaves.csv"));
    csv.trips(files.file("trips.csv"));
    BooksCsv booksCsv = new BooksCsv(books);
    booksCsv.days(files.file("days.csv"));
    booksCsv.flows(files.file("flows.csv"));
    if (sweep != null) {
      csv.sweep(sweep, files.file(ResultDirectory.SWEEP));
    }
    if (knownNow != null) {
      csv.knownNow(knownNow, files.file(ResultDirectory.KNOWN_NOW));
    }
  }

  private static String write(ObjectNode report, ResultDirectory files) throws IOException {
    String hash = files.hash(IndentedJson.text(report));
    ((ObjectNode) report.get("manifest")).put("resultsSha256", hash);
    Files.writeString(
        files.file(ResultDirectory.REPORT), IndentedJson.text(report), StandardCharsets.UTF_8);
    ReportPage.write(report, files.file("report.html"));
    return hash;
  }

  private List<Input> inputs(Stage stage) throws BadHistoryException, IOException {
    List<Input> inputs = new ArrayList<>(stage.inputs());
    Path labels = labelsFile();
    if (labels != null) {
      inputs.add(new Input.File(labels.getFileName().toString(), Written.of(labels).sha256()));
    }
    return List.copyOf(inputs);
  }
}
