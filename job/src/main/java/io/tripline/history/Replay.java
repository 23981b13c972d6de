package io.tripline.history;

import io.tripline.history.ReplaySummary.FeedSummary;
import io.tripline.history.ReplaySummary.PlanVersion;
import io.tripline.history.ReplaySummary.Written;
import io.tripline.intake.Intake;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.OutcomeCounts;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.DeadLetter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
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
   * @throws BadHistoryException if it cannot begin as it was asked for
   * @throws Exception if it failed on the way; then nothing was written
   */
  public ReplaySummary run() throws Exception {
    HistoryDirectory history = HistoryDirectory.open(request.history());
    if (Files.exists(request.out()) && !Files.isDirectory(request.out())) {
      throw new BadHistoryException(request.out() + " is no directory; name one to write into");
    }
    try (OutputFiles files = OutputFiles.in(request.out());
        FactSpool spool = new FactSpool(files.scratch())) {
      Intake intake = new Intake(request.currency(), history.calendars());
      HistoryReader reader = new HistoryReader(intake, spool, progress::reading);
      reader.read(history);
      Interval interval = reader.anything() ? interval(reader) : null;
      Map<String, Object> accumulators =
          interval == null ? nothing(files) : replay(history, spool, files, interval);
      ReplaySummary summary = finish(history, reader, files, interval, accumulators);
      files.finish();
      return summary;
    }
  }

  /** From the slice of the first fact to the tick at which the last is known. */
  private Interval interval(HistoryReader reader) throws BadHistoryException {
    Slices slices = request.slices();
    long from = slices.floor(request.from() == null ? reader.first() : request.from());
    long to = request.to() == null ? slices.tickKnowing(reader.last()) : slices.ceil(request.to());
    if (from >= to) {
      throw new BadHistoryException(
          "there is nothing to replay from "
              + Instant.ofEpochMilli(from)
              + " to "
              + Instant.ofEpochMilli(to)
              + "; the facts were recorded from "
              + Instant.ofEpochMilli(reader.first())
              + " to "
              + Instant.ofEpochMilli(reader.last()));
    }
    return new Interval(from, to);
  }

  private static Map<String, Object> nothing(OutputFiles files) throws IOException {
    for (Path file : List.of(files.events(), files.statements(), files.refusals())) {
      Files.createFile(file);
    }
    return Map.of();
  }

  private Map<String, Object> replay(
      HistoryDirectory history, FactSpool spool, OutputFiles files, Interval interval)
      throws Exception {
    LedgerSettings settings = new LedgerSettings(request.slices(), history.calendars());
    return new ReplayJob(settings, interval, request.parallelism())
        .run(spool.sorted(), files, spool.size(), progress);
  }

  private ReplaySummary finish(
      HistoryDirectory history,
      HistoryReader reader,
      OutputFiles files,
      Interval interval,
      Map<String, Object> accumulators)
      throws IOException {
    List<Rejection> rejections = new ArrayList<>(reader.rejections());
    rejections.addAll(refusals(files.refusals()));
    try (Writer out = Files.newBufferedWriter(files.rejected(), StandardCharsets.UTF_8)) {
      new RejectedLines(history, rejections).write(out);
    }
    ReplaySummary summary =
        new ReplaySummary(
            JobVersion.current(),
            interval,
            request.currency(),
            history.calendars().names(),
            plans(reader),
            feeds(reader, accumulators),
            written(files.events()),
            written(files.statements()),
            written(files.rejected()));
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

  private static Map<Feed, FeedSummary> feeds(
      HistoryReader reader, Map<String, Object> accumulators) {
    Map<Feed, FeedSummary> feeds = new EnumMap<>(Feed.class);
    reader
        .tallies()
        .forEach(
            (feed, tally) -> {
              FeedSummary summary =
                  new FeedSummary(
                      tally.read(),
                      OutcomeCounts.read(accumulators, feed, Outcome.APPLIED),
                      OutcomeCounts.read(accumulators, feed, Outcome.DUPLICATE),
                      OutcomeCounts.read(accumulators, feed, Outcome.LATE),
                      tally.refused() + OutcomeCounts.read(accumulators, feed, Outcome.REFUSED),
                      OutcomeCounts.read(accumulators, feed, Outcome.AFTER_INTERVAL),
                      tally.unknownFields());
              if (!summary.addsUp()) {
                throw new IllegalStateException(
                    "the counts of feed " + feed + " do not add up: " + summary);
              }
              feeds.put(feed, summary);
            });
    return feeds;
  }

  private static List<PlanVersion> plans(HistoryReader reader) {
    return reader.plans().stream()
        .map(published -> new PlanVersion(published.serviceId(), published.plan().version()))
        .distinct()
        .sorted(Comparator.comparing(PlanVersion::serviceId).thenComparingInt(PlanVersion::version))
        .toList();
  }

  private static Written written(Path file) throws IOException {
    MessageDigest digest = sha256();
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        digest.update(buffer, 0, length);
        for (int i = 0; i < length; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return new Written(lines, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
