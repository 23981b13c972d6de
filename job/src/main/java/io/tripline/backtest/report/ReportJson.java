package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;
import static io.tripline.backtest.report.Amounts.value;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.source.Input;
import io.tripline.backtest.trial.Outcome.Sums;
import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Target;
import io.tripline.replay.ReplaySummary;
import java.util.List;

/**
 * A backtest's results as {@code report.json}; its fields are those of the contract's reference.
 */
public final class ReportJson {
  private final Manifest manifest;
  private final List<CandidateResult> results;

  /** All there is to write, apart from the hash of it all. */
  public ReportJson(Manifest manifest, List<CandidateResult> results) {
    this.manifest = manifest;
    this.results = results;
  }

  /**
   * The report as a tree.
   *
   * @param sweep null if none was made
   * @param knownNow null if it was not asked for
   */
  public ObjectNode tree(
      List<TrialBooks> books, List<KnownLabel> labels, SweepResult sweep, KnownNow knownNow) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    put(report.putObject("manifest"));
    ArrayNode neverFired = report.putArray("neverFired");
    results.stream().filter(r -> !r.fired()).forEach(r -> neverFired.add(r.candidate().name()));
    ArrayNode candidates = report.putArray("candidates");
    results.forEach(result -> put(result, candidates.addObject()));
    ArrayNode incidents = report.putArray("incidents");
    ArrayNode trips = report.putArray("trips");
    for (CandidateResult result : results) {
      result.incidents().forEach(incident -> put(result, incident, incidents.addObject()));
      result.trips().forEach(trip -> put(result, trip, trips.addObject()));
    }
    if (sweep != null) {
      SweepJson.put(sweep, report.putObject("sweep"));
    }
    if (knownNow != null) {
      new KnownNowJson(manifest.length()).put(knownNow, report.putObject("asKnownNow"));
    }
    ArrayNode known = report.putArray("labels");
    labels.forEach(label -> put(label, known.addObject()));
    ArrayNode ledgers = report.putArray("books");
    BooksJson booksJson = new BooksJson(results);
    books.forEach(trial -> booksJson.put(trial, ledgers.addObject()));
    return report;
  }

  private void put(ObjectNode json) {
    json.put("jobVersion", manifest.jobVersion());
    json.put("from", time(manifest.interval().from()));
    json.put("to", time(manifest.interval().to()));
    json.put("currency", manifest.currency());
    json.put("falseAlarmWithinMs", manifest.falseAlarmWithin());
    ObjectNode feeds = json.putObject("feeds");
    manifest.feeds().forEach((feed, summary) -> ReplaySummary.put(feeds, feed, summary));
    ArrayNode inputs = json.putArray("inputs");
    manifest.inputs().forEach(input -> put(input, inputs.addObject()));
  }

  private static void put(Input input, ObjectNode json) {
    if (input instanceof Input.File file) {
      json.put("file", file.name());
      json.put("sha256", file.sha256());
    } else if (input instanceof Input.Partition partition) {
      json.put("topic", partition.topic());
      json.put("partition", partition.partition());
      json.put("from", partition.from());
      json.put("to", partition.to());
    }
  }

  private void put(CandidateResult result, ObjectNode json) {
    json.put("name", result.candidate().name());
    json.put("file", result.candidate().file());
    json.put("sha256", result.candidate().sha256());
    json.put("serviceId", result.candidate().serviceId());
    json.put("planVersion", result.candidate().plan().version());
    ObjectNode parameters = json.putObject("parameters");
    result.candidate().parameters().forEach(parameters::put);
    json.put("books", result.trial());
    json.put("inForceMs", result.outcome() == null ? 0 : inForce(result));
    json.put("fired", result.fired());
    json.put("events", result.events());
    json.put("eventsPerWeek", Amounts.aWeek(result.events(), manifest.length()));
    json.put("alarmsPerWeek", Amounts.aWeek(alarms(result), manifest.length()));
    ObjectNode incidents = json.putObject("incidents");
    incidents.put("opened", result.incidents().size());
    incidents.put(
        "critical",
        result.incidents().stream().filter(i -> i.severity().equals("CRITICAL")).count());
    incidents.put("falseAlarms", result.falseIncidents());
    incidents.put("openAtEnd", result.openAtEnd());
    put(result.incidentDetection(), incidents);
    ObjectNode trips = json.putObject("trips");
    trips.put("warned", result.warned());
    trips.put("stoodDown", result.stoodDown());
    trips.put("tripped", result.trips().size());
    trips.put("falseAlarms", result.falseTrips());
    trips.put("firstAt", time(result.firstTrip()));
    trips.put("saved", money(result.saved()));
    put(result.tripDetection(), trips);
    json.put("evaluatedMs", result.evaluated());
    json.put("blindMs", result.blind());
    ArrayNode targets = json.putArray("targets");
    result.candidate().plan().targets().forEach(t -> put(result, t, targets.addObject()));
    ArrayNode rules = json.putArray("rules");
    result.candidate().plan().rules().forEach(r -> put(result, r, rules.addObject()));
  }

  private static long inForce(CandidateResult result) {
    return result.outcome().ticks() * result.outcome().slice();
  }

  private static long alarms(CandidateResult result) {
    return (long) result.incidents().size() + result.trips().size();
  }

  private static void put(Detection detection, ObjectNode json) {
    if (detection == null) {
      return;
    }
    ObjectNode against = json.putObject("detection");
    against.put("labels", detection.found().size());
    against.put("detected", detection.detected());
    against.put("alarms", detection.alarms());
    against.put("trueAlarms", detection.trueAlarms());
    against.put("precision", Amounts.part(detection.trueAlarms(), detection.alarms()));
    against.put("recall", Amounts.part(detection.detected(), detection.found().size()));
    against.put("medianDelayMs", detection.medianDelay());
    against.put("medianDelayOnceKnownMs", detection.medianDelayOnceKnown());
    ArrayNode found = against.putArray("found");
    for (Detection.Found label : detection.found()) {
      found
          .addObject()
          .put("label", label.label())
          .put("alarmAt", time(label.alarmAt()))
          .put("delayMs", label.delay())
          .put("delayOnceKnownMs", label.delayOnceKnown());
    }
  }

  private static void put(CandidateResult result, Target target, ObjectNode json) {
    json.put("targetId", target.id());
    json.put("metric", target.metric().label());
    json.put("window", target.window() == null ? null : target.window().name());
    json.put("direction", target.direction().name());
    json.put("bound", value(target.bound()));
    json.put(
        "opened",
        result.incidents().stream().filter(i -> i.targetId().equals(target.id())).count());
    if (result.outcome() != null) {
      result.outcome().targets().stream()
          .filter(time -> time.targetId().equals(target.id()))
          .forEach(
              time -> {
                json.put("evaluatedMs", time.evaluated() * result.outcome().slice());
                json.put("frozenMs", time.frozen() * result.outcome().slice());
                json.put("noDataMs", time.noData() * result.outcome().slice());
              });
    }
  }

  private static void put(CandidateResult result, Rule rule, ObjectNode json) {
    json.put("ruleId", rule.id());
    json.put("action", rule.action().name());
    json.put("mode", rule.mode().name());
    json.put("tripped", result.trips().stream().filter(t -> t.ruleId().equals(rule.id())).count());
  }

  private static void put(CandidateResult result, Incident incident, ObjectNode json) {
    json.put("candidate", result.candidate().name());
    json.put("serviceId", result.candidate().serviceId());
    json.put("incidentId", incident.incidentId());
    json.put("eventId", incident.eventId());
    json.put("targetId", incident.targetId());
    json.put("metric", incident.metric());
    json.put("window", incident.window());
    json.put("windowStart", time(incident.windowStart()));
    json.put("windowEnd", time(incident.windowEnd()));
    json.put("since", time(incident.since()));
    json.put("openedAt", time(incident.openedAt()));
    json.put("escalatedAt", time(incident.escalatedAt()));
    json.put("resolvedAt", time(incident.resolvedAt()));
    json.put("reason", incident.reason());
    json.put("severity", incident.severity());
    json.put("actual", value(incident.actual()));
    json.put("target", value(incident.target()));
    json.put("excess", value(incident.excess()));
    json.put("worstExcess", value(incident.worstExcess()));
    json.put("falseAlarm", incident.falseAlarm());
    json.put("label", incident.label());
    json.put("headline", incident.headline());
    ArrayNode leaves = json.putArray("leaves");
    incident.leaves().forEach(leaf -> put(leaf, leaves.addObject()));
    ArrayNode flows = json.putArray("flows");
    incident.flows().forEach(flow -> put(flow, flows.addObject()));
  }

  private static void put(Leaf leaf, ObjectNode json) {
    json.put("name", leaf.name().name());
    json.put("of", leaf.of());
    json.put("amount", Amounts.of(leaf));
    json.put("unit", leaf.unit().name());
  }

  private static void put(Flow flow, ObjectNode json) {
    json.put("direction", flow.direction().name());
    json.put("personId", flow.personId());
    json.put("role", flow.role());
    json.put("from", flow.from());
    json.put("to", flow.to());
    json.put("ms", flow.millis());
    json.put("cost", money(flow.cost()));
    json.put("plannedValue", money(flow.plannedValue()));
  }

  private static void put(CandidateResult result, Trip trip, ObjectNode json) {
    Sums aftermath = trip.aftermath();
    json.put("candidate", result.candidate().name());
    json.put("serviceId", result.candidate().serviceId());
    json.put("eventId", trip.eventId());
    json.put("ruleId", trip.ruleId());
    json.put("action", trip.action());
    json.put("mode", trip.mode());
    json.put("since", time(trip.since()));
    json.put("trippedAt", time(trip.trippedAt()));
    json.put("deadline", time(trip.deadline()));
    json.put("endedAt", time(trip.endedAt()));
    json.put("endedBy", trip.endedBy());
    json.put("recoveredAt", time(trip.recoveredAt()));
    json.put("falseAlarm", trip.falseAlarm());
    json.put("saved", money(aftermath.saved()));
    json.put("spend", money(aftermath.spend()));
    json.put("labor", money(aftermath.labor()));
    json.put("capacityMs", aftermath.capacity());
    json.put("earned", money(aftermath.earned()));
    json.put("retainer", money(aftermath.retainer()));
    json.put("label", trip.label());
    json.put("headline", trip.headline());
  }

  private static void put(KnownLabel known, ObjectNode json) {
    Label label = known.label();
    json.put("label", label.number());
    json.put("serviceId", label.serviceId());
    json.put("subject", label.subject());
    json.put("onset", time(label.onset()));
    json.put("end", time(label.end()));
    json.put("knownAt", time(known.knownAt()));
    json.put("note", label.note());
  }
}
