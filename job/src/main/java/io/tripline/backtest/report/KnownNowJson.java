package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.hindsight.FeedHindsight;
import java.util.Locale;

/** What late data costs, as it stands in {@code report.json}. */
final class KnownNowJson {
  private final long length;

  /**
   * @param length of the interval, in milliseconds
   */
  KnownNowJson(long length) {
    this.length = length;
  }

  void put(KnownNow knownNow, ObjectNode json) {
    ObjectNode feeds = json.putObject("feeds");
    knownNow
        .feeds()
        .forEach((feed, seen) -> put(seen, feeds.putObject(feed.name().toLowerCase(Locale.ROOT))));
    ArrayNode candidates = json.putArray("candidates");
    knownNow.candidates().forEach(compared -> put(compared, candidates.addObject()));
    ArrayNode incidents = json.putArray("incidents");
    ArrayNode trips = json.putArray("trips");
    for (KnownNow.Compared compared : knownNow.candidates()) {
      String name = compared.candidate().name();
      compared.incidents().forEach(pair -> putIncident(name, pair, incidents.addObject()));
      compared.trips().forEach(pair -> putTrip(name, pair, trips.addObject()));
    }
  }

  private static void put(FeedHindsight seen, ObjectNode json) {
    json.put("facts", seen.facts());
    json.put("earlier", seen.earlier());
    json.put("meanEarlierMs", seen.meanEarlierMillis());
    json.put("mostEarlierMs", seen.mostEarlierMillis());
    json.put("replaced", seen.replaced());
    json.put("tooOld", seen.tooOld());
  }

  private void put(KnownNow.Compared compared, ObjectNode json) {
    json.put("candidate", compared.candidate().name());
    Figures.of(compared.then(), length).put(json.putObject("then"));
    Figures.of(compared.now(), length).put(json.putObject("now"));
    put(compared.incidentCount(), json.putObject("incidents"));
    put(compared.tripCount(), json.putObject("trips"));
    json.put("firstTripDelayMs", compared.firstTripDelay());
    json.put("savedDifference", money(compared.savedDifference()));
  }

  private static void put(KnownNow.Count count, ObjectNode json) {
    json.put("both", count.both());
    json.put("later", count.later());
    json.put("sooner", count.sooner());
    json.put("medianDelayMs", count.medianDelay());
    json.put("onlyThen", count.onlyThen());
    json.put("onlyNow", count.onlyNow());
  }

  private static void putIncident(String candidate, Pairs.Pair<Incident> pair, ObjectNode json) {
    Incident then = pair.then();
    Incident now = pair.now();
    json.put("candidate", candidate);
    json.put("targetId", (then == null ? now : then).targetId());
    json.put("openedThen", then == null ? null : time(then.openedAt()));
    json.put("openedNow", now == null ? null : time(now.openedAt()));
    json.put("delayMs", pair.delay());
    json.put("severityThen", then == null ? null : then.severity());
    json.put("severityNow", now == null ? null : now.severity());
  }

  private static void putTrip(String candidate, Pairs.Pair<Trip> pair, ObjectNode json) {
    Trip then = pair.then();
    Trip now = pair.now();
    json.put("candidate", candidate);
    json.put("ruleId", (then == null ? now : then).ruleId());
    json.put("trippedThen", then == null ? null : time(then.trippedAt()));
    json.put("trippedNow", now == null ? null : time(now.trippedAt()));
    json.put("delayMs", pair.delay());
    json.put("savedThen", then == null ? null : money(then.aftermath().saved()));
    json.put("savedNow", now == null ? null : money(now.aftermath().saved()));
  }
}
