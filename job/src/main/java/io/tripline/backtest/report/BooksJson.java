package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Sets of books as they stand in {@code report.json}. */
final class BooksJson {
  /** The metric of the built-in targets that say that a feed is silent. */
  private static final String SILENCE = "silence";

  private static final String SILENT_FEED = "silence-";

  private final List<CandidateResult> results;

  BooksJson(List<CandidateResult> results) {
    this.results = results;
  }

  void put(TrialBooks books, ObjectNode json) {
    json.put("books", books.trial().number());
    json.put("serviceId", books.trial().serviceId());
    ArrayNode candidates = json.putArray("candidates");
    books.candidates().forEach(number -> candidates.add(results.get(number).candidate().name()));
    ArrayNode silences = json.putArray("silences");
    silences(books).forEach(silence -> put(silence, silences.addObject()));
    ArrayNode flows = json.putArray("flows");
    books.diversions().routes().forEach((route, sum) -> put(route, sum, flows.addObject()));
    ArrayNode days = json.putArray("days");
    books.days().forEach(day -> put(day, books, days.addObject()));
  }

  /** Which feeds are heard of is part of the economics: of all candidates, any will do. */
  private List<Incident> silences(TrialBooks books) {
    return results.get(books.candidates().get(0)).incidents().stream()
        .filter(incident -> incident.metric().equals(SILENCE))
        .toList();
  }

  private static void put(Incident silence, ObjectNode json) {
    json.put("feed", silence.targetId().substring(SILENT_FEED.length()));
    json.put("from", time(silence.openedAt()));
    json.put("to", time(silence.resolvedAt()));
  }

  private static void put(Diversions.Route route, Diversions.Amount sum, ObjectNode json) {
    json.put("personId", route.personId());
    json.put("role", route.role());
    json.put("from", route.from());
    json.put("to", route.to());
    json.put("ms", sum.millis());
    json.put("cost", money(sum.cost()));
  }

  private static void put(Day day, TrialBooks books, ObjectNode json) {
    json.put("date", day.date().toString());
    json.put("revenue", money(day.revenue()));
    json.put("labor", money(day.labor()));
    json.put("spend", money(day.spend()));
    json.put("margin", money(day.margin()));
    json.put("allocatedLabor", money(day.allocatedLabor()));
    json.put("divertedOutCost", money(day.divertedOutCost()));
    json.put("divertedInCost", money(day.divertedInCost()));
    json.put("benchCost", money(day.benchCost()));
    json.put("financeLabor", money(day.financeLabor()));
    json.put("units", day.units());
    json.put("capacityMs", day.capacity());
    json.put("ownMs", day.own());
    json.put("visitingMs", day.visiting());
    json.put("divertedOutMs", day.divertedOut());
    json.put("divertedInMs", day.divertedIn());
    json.put("divertedNetMs", books.diversions().netOut(day.date()));
    put(day.planned(), json.putObject("planned"));
    put(day.original(), json.putObject("original"));
  }

  private static void put(Day.Expected expected, ObjectNode json) {
    json.put("revenue", money(expected.revenue()));
    json.put("labor", money(expected.labor()));
    json.put("spend", money(expected.spend()));
    json.put("margin", money(expected.margin()));
    json.put("units", money(expected.units()));
    json.put("hoursMs", expected.hours());
  }
}
