package io.tripline.history;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Interval;
import io.tripline.replay.BadReplayException;
import io.tripline.replay.JobVersion;
import io.tripline.replay.OutputFiles;
import io.tripline.replay.ReplayInterval;
import io.tripline.replay.ReplayProgress;
import io.tripline.replay.ReplaySummary;
import io.tripline.replay.ReplaySummary.Written;
import io.tripline.replay.ResultFiles;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.DeadLetter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replays a history directory: reads it, runs the pipeline over it, writes what came out. */
public final class Replay {
  private final ReplayRequest request;
  private final ReplayProgress progress;

  public Replay(ReplayRequest request, ReplayProgress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs from the first line to the last file.
   *
   * @return what is in {@code summary.json}
   * @throws BadReplayException if it cannot begin as it was asked for
   * @throws Exception if it failed on the way; then nothing was written
   */
  public ReplaySummary run() throws Exception {
    HistoryDirectory history = HistoryDirectory.open(request.history());
    try (OutputFiles files = OutputFiles.in(request.out())) {
      List<Rejection> rejections = new ArrayList<>();
      SortedHistory sorted =
          SortedHistory.read(
              history, request.currency(), files.scratch(), progress::reading, rejections);
      Interval interval = sorted.anything() ? interval(sorted) : null;
      Map<String, Object> accumulators =
          interval == null ? nothing(files) : replay(sorted, files, interval);
      ReplaySummary summary = finish(history, sorted, rejections, files, interval, accumulators);
      files.finish();
      return summary;
    }
  }

  private Interval interval(SortedHistory sorted) throws BadReplayException {
    return ReplayInterval.of(
        request.from(), request.to(), sorted.first(), sorted.last(), request.slices());
  }

  private static Map<String, Object> nothing(OutputFiles files) throws IOException {
    ResultFiles.writeNothing(files);
    return Map.of();
  }

  private Map<String, Object> replay(SortedHistory sorted, OutputFiles files, Interval interval)
      throws Exception {
    LedgerSettings settings = new LedgerSettings(request.slices(), sorted.calendars());
    return new ReplayJob(settings, interval, request.parallelism(), request.people())
        .run(sorted, files, progress);
  }

  private ReplaySummary finish(
      HistoryDirectory history,
      SortedHistory sorted,
      List<Rejection> rejections,
      OutputFiles files,
      Interval interval,
      Map<String, Object> accumulators)
      throws IOException {
    rejections.addAll(refusals(files.refusals()));
    try (Writer out = Files.newBufferedWriter(files.rejected(), StandardCharsets.UTF_8)) {
      new RejectedLines(history, rejections, request.people().named()).write(out);
    }
    ReplaySummary summary =
        new ReplaySummary(
            JobVersion.current(),
            interval,
            request.currency(),
            history.calendars().names(),
            sorted.plans(),
            sorted.feeds(accumulators),
            Written.of(files.events()),
            Written.of(files.statements()),
            Written.of(files.rejected()));
    Files.writeString(files.summary(), summary.toJson());
    return summary;
  }

  private static List<Rejection> refusals(Path file) throws IOException {
    List<Rejection> refusals = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        DeadLetter letter = DeadLetterJson.read(line);
        refusals.add(
            new Rejection(
                Feed.valueOf(letter.getFeed().name()),
                letter.getFile(),
                letter.getLine(),
                letter.getReason(),
                letter.getField(),
                letter.getMessage()));
      }
    } catch (FormatException e) {
      throw new IOException("what the pipeline refused cannot be read again", e);
    }
    return refusals;
  }
}
