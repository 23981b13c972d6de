package io.tripline.cli;

import io.tripline.backtest.report.KnownNow;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What late data costs, for a terminal. */
final class KnownNowTable {
  private KnownNowTable() {}

  static void print(KnownNow knownNow, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%-" + BacktestTable.NAME + "s %-9s %5s %5s %6s %9s %9s %13s %14s%n",
        "as known then and now",
        "alarms",
        "both",
        "later",
        "sooner",
        "only then",
        "only now",
        "trips later",
        "saves less");
    List<KnownNow.Compared> candidates = knownNow.candidates();
    int shown = Math.min(BacktestTable.MOST_SHOWN, candidates.size());
    candidates.subList(0, shown).forEach(compared -> print(compared, out));
    if (shown < candidates.size()) {
      out.printf(Locale.ROOT, "… and %,d more, in report.json%n", candidates.size() - shown);
    }
  }

  private static void print(KnownNow.Compared compared, PrintWriter out) {
    String name = BacktestTable.label(compared.candidate());
    print(name, "incidents", compared.incidentCount(), "", "", out);
    print(
        "",
        "trips",
        compared.tripCount(),
        BacktestTable.signed(compared.firstTripDelay()),
        BacktestTable.money(compared.savedDifference()),
        out);
  }

  private static void print(
      String name, String kind, KnownNow.Count count, String delay, String saved, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-" + BacktestTable.NAME + "s %-9s %5d %5d %6d %9d %9d %13s %14s%n",
        name,
        kind,
        count.both(),
        count.later(),
        count.sooner(),
        count.onlyThen(),
        count.onlyNow(),
        delay,
        saved);
  }
}
