package io.tripline.cli;

import io.tripline.backtest.report.CandidateResult;
import io.tripline.backtest.report.Figures;
import io.tripline.backtest.report.PointResult;
import io.tripline.backtest.report.SweepResult;
import io.tripline.backtest.sweep.Axis;
import io.tripline.backtest.sweep.Sweep;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The points of a sweep, for a terminal. */
final class SweepTable {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int NARROWEST = 6;

  private final SweepResult result;
  private final List<CandidateResult> whole;

  /**
   * @param whole the results of the whole interval, one for each point
   */
  SweepTable(SweepResult result, List<CandidateResult> whole) {
    this.result = result;
    this.whole = whole;
  }

  void print(PrintWriter out) {
    List<Axis> axes = result.sweep().axes();
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      String written = axis.written() == null ? "nothing of it" : axis.written();
      out.printf(Locale.ROOT, "%s  %s (the plan says %s)%n", letter(i), axis.path(), written);
    }
    out.printf(
        Locale.ROOT,
        "In-sample up to %s, out-of-sample behind.%n%n",
        BacktestTable.minute(result.split()));
    printHeader(out);
    int shown = Math.min(BacktestTable.MOST_SHOWN, whole.size());
    for (int i = 0; i < shown; i++) {
      print(result.points().get(i), whole.get(i), out);
    }
    if (shown < whole.size()) {
      out.printf(Locale.ROOT, "… and %,d more, in sweep.csv%n", whole.size() - shown);
    }
    printRefused(out);
  }

  private void printHeader(PrintWriter out) {
    for (int i = 0; i < result.sweep().axes().size(); i++) {
      out.print(padded(letter(i), i));
    }
    out.printf(
        Locale.ROOT,
        "%9s %6s %5s %6s %-16s %14s %11s %13s%n",
        "incidents",
        "false",
        "trips",
        "false",
        "first trip",
        "saved",
        "in-sample",
        "out-of-sample");
  }

  private void print(PointResult point, CandidateResult of, PrintWriter out) {
    List<String> values = new ArrayList<>(of.candidate().parameters().values());
    for (int i = 0; i < values.size(); i++) {
      out.print(padded(values.get(i), i));
    }
    out.printf(
        Locale.ROOT,
        "%9d %6d %5d %6d %-16s %14s %11s %13s%n",
        of.incidents().size(),
        of.falseIncidents(),
        of.trips().size(),
        of.falseTrips(),
        BacktestTable.minute(of.firstTrip()),
        BacktestTable.money(of.saved()),
        alarms(point.inSample()),
        alarms(point.outOfSample()));
  }

  private static String alarms(Figures figures) {
    return figures.incidents() + " + " + figures.trips();
  }

  private void printRefused(PrintWriter out) {
    List<Sweep.Refused> refused = result.sweep().refused();
    if (!refused.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%nNo plans, and left out: %s%n",
          BacktestTable.some(refused.stream().map(this::named).toList()));
      out.printf(
          Locale.ROOT, "The first, because %s%n", String.join("; ", refused.get(0).problems()));
    }
  }

  private String named(Sweep.Refused point) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < point.at().size(); i++) {
      Axis axis = result.sweep().axes().get(i);
      values.add(axis.path() + '=' + axis.values().get(point.at().get(i)));
    }
    return values.stream().collect(Collectors.joining(","));
  }

  private String padded(String value, int axis) {
    int longest =
        result.sweep().axes().get(axis).values().stream().mapToInt(String::length).max().orElse(0);
    int width = Math.max(NARROWEST, longest) + 1;
    return String.format(Locale.ROOT, "%-" + width + "s ", value);
  }

  private static String letter(int axis) {
    return axis < LETTERS.length() ? LETTERS.substring(axis, axis + 1) : "#" + (axis + 1);
  }
}
