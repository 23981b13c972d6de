package io.tripline.cli;

import io.tripline.backtest.BacktestSummary;
import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.report.Amounts;
import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.Detection;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a backtest came to, for a terminal of a hundred columns. */
final class BacktestTable {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  static final int NAME = 26;

  /** So many rows somebody reads in a terminal; the files have all. */
  static final int MOST_SHOWN = 30;

  private final BacktestSummary summary;
  private final Duration falseAlarmWithin;

  BacktestTable(BacktestSummary summary, Duration falseAlarmWithin) {
    this.summary = summary;
    this.falseAlarmWithin = falseAlarmWithin;
  }

  void print(PrintWriter out, Path directory) {
    List<CandidateResult> results = summary.results();
    out.printf(
        Locale.ROOT,
        "Tried %d candidate%s on %d set%s of books: %,d facts, known from %s to %s (UTC)%n%n",
        results.size(),
        results.size() == 1 ? "" : "s",
        summary.books(),
        summary.books() == 1 ? "" : "s",
        summary.facts(),
        minute(summary.interval().from()),
        minute(summary.interval().to()));
    if (summary.sweep() == null) {
      printCandidates(results, out);
    } else {
      new SweepTable(summary.sweep(), results).print(out);
    }
    if (results.stream().anyMatch(result -> result.incidentDetection() != null)) {
      printDetections(results.subList(0, Math.min(MOST_SHOWN, results.size())), out);
    }
    if (summary.knownNow() != null) {
      KnownNowTable.print(summary.knownNow(), out);
    }
    printNotes(results, out);
    out.printf(Locale.ROOT, "%nResults: %s (SHA-256 %s)%n", directory, summary.resultsSha256());
    out.flush();
  }

  private static void printCandidates(List<CandidateResult> results, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-" + NAME + "s %9s %6s %6s %5s %6s %-16s %14s %5s%n",
        "candidate",
        "incidents",
        "false",
        "warned",
        "trips",
        "false",
        "first trip",
        "saved",
        "blind");
    results.forEach(result -> print(result, out));
  }

  private static void print(CandidateResult result, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-" + NAME + "s %9d %6d %6d %5d %6d %-16s %14s %5s%n",
        label(result.candidate()),
        result.incidents().size(),
        result.falseIncidents(),
        result.warned(),
        result.trips().size(),
        result.falseTrips(),
        minute(result.firstTrip()),
        money(result.saved()),
        percent(Amounts.part(result.blind(), result.evaluated())));
  }

  private static void printDetections(List<CandidateResult> results, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%-" + NAME + "s %-9s %9s %9s %14s %20s%n",
        "against labels",
        "alarms",
        "precision",
        "recall",
        "median delay",
        "once it was known");
    for (CandidateResult result : results) {
      print(label(result.candidate()), "incidents", result.incidentDetection(), out);
      print("", "trips", result.tripDetection(), out);
    }
  }

  private static void print(String name, String kind, Detection detection, PrintWriter out) {
    if (detection == null) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%-" + NAME + "s %-9s %9s %9s %14s %20s%n",
        name,
        kind,
        detection.trueAlarms() + " of " + detection.alarms(),
        detection.detected() + " of " + detection.found().size(),
        duration(detection.medianDelay()),
        duration(detection.medianDelayOnceKnown()));
  }

  private void printNotes(List<CandidateResult> results, PrintWriter out) {
    List<String> never =
        results.stream()
            .filter(result -> !result.fired())
            .map(result -> result.candidate().name())
            .toList();
    if (!never.isEmpty()) {
      out.printf(Locale.ROOT, "%nNever fired: %s%n", some(never));
    }
    out.printf(
        Locale.ROOT,
        "%nsaved  what stopping the service at its first trip would have saved until the end:"
            + " spend%n       and labor from then on, less what it still earned; negative where it"
            + " earned more.%n       Labor is saved only if the people freed are put to other"
            + " work.%nfalse  over by itself within %s: an incident that recovered, a trip whose"
            + " conditions%n       failed again for as long as a warning is stood down"
            + " after.%nblind  part of the time in which targets were evaluated, but had no data or"
            + " were frozen.%n",
        text(falseAlarmWithin));
    if (summary.knownNow() != null) {
      out.printf(
          Locale.ROOT,
          "now    as if each fact had been known at the time that it is about: what is later, and"
              + " what there%n       is only now, is what late data costs; what there was only then"
              + " is not so, after all.%n");
    }
  }

  /** Names, so many as somebody reads. */
  static String some(List<String> names) {
    int shown = Math.min(MOST_SHOWN, names.size());
    return String.join(", ", names.subList(0, shown))
        + (shown < names.size() ? ", and " + (names.size() - shown) + " more" : "");
  }

  /** What a candidate is called in a narrow column: a point of a sweep, by its values. */
  static String label(Candidate candidate) {
    return candidate.parameters().isEmpty()
        ? cut(candidate.name())
        : cut(String.join(" ", candidate.parameters().values()));
  }

  private static String cut(String name) {
    return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
  }

  static String minute(Long millis) {
    return millis == null ? "never" : MINUTE.format(Instant.ofEpochMilli(millis));
  }

  static String money(Long micros) {
    return micros == null ? "" : String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(micros, 6));
  }

  private static String percent(BigDecimal part) {
    return part == null
        ? ""
        : part.movePointRight(2).setScale(0, RoundingMode.HALF_UP).toPlainString() + " %";
  }

  /** As {@link #duration}, also of what is less than nothing. */
  static String signed(Long millis) {
    return millis == null || millis >= 0 ? duration(millis) : "-" + duration(-millis);
  }

  static String duration(Long millis) {
    return millis == null ? "" : text(Duration.ofMillis(millis));
  }

  private static String text(Duration duration) {
    long days = duration.toDays();
    int hours = duration.toHoursPart();
    int minutes = duration.toMinutesPart();
    String shown =
        (days > 0 ? days + " d " : "")
            + (hours > 0 ? hours + " h " : "")
            + (minutes > 0 && days == 0 ? minutes + " min" : "");
    return shown.isEmpty() ? duration.toSeconds() + " s" : shown.strip();
  }
}
