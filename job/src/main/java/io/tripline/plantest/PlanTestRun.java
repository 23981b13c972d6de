package io.tripline.plantest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.inmemory.LedgerRun;
import io.tripline.outlet.EventRecords;
import io.tripline.pipeline.Interval;
import io.tripline.plan.Place;
import io.tripline.plantest.PlanTestResult.Mismatch;
import io.tripline.plantest.PlanTestResult.Refusal;
import io.tripline.schemas.EventJson;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Runs a test: lets its facts become known, and holds what is said against what is expected. */
final class PlanTestRun {
  /** What tells a person which event it is that nobody expected. */
  private static final List<String> TELLING =
      List.of(
          "asOf",
          "serviceId",
          "targetId",
          "ruleId",
          "transition",
          "severity",
          "actual",
          "target",
          "reason",
          "headline");

  private final LedgerSettings settings;

  PlanTestRun(LedgerSettings settings) {
    this.settings = settings;
  }

  PlanTestResult of(PlanTest test) {
    LedgerRun.Result said = said(test);
    List<ObjectNode> events =
        said.events().stream()
            .filter(event -> test.services().contains(event.serviceId()))
            .map(event -> EventJson.tree(EventRecords.of(event)))
            .filter(event -> !test.ignored().contains(event.get("transition").asText()))
            .toList();
    return new PlanTestResult(
        test.name(),
        test.place(),
        events.size(),
        mismatches(test.expectations(), events),
        refusals(test, said.refused()));
  }

  private LedgerRun.Result said(PlanTest test) {
    Interval interval = interval(test, settings.slices());
    return LedgerRun.over(facts(test), settings, interval.from(), interval.to());
  }

  /** All that becomes known. */
  static List<Fact> facts(PlanTest test) {
    List<Fact> facts = new ArrayList<>(test.plans());
    test.facts().forEach(fact -> facts.add(fact.fact()));
    return facts;
  }

  /** As a replay of the same facts would cover it. */
  static Interval interval(PlanTest test, Slices slices) {
    LongSummaryStatistics known =
        facts(test).stream().mapToLong(Fact::recordedAt).summaryStatistics();
    return new Interval(
        slices.floor(test.from() == null ? known.getMin() : test.from()),
        test.to() == null ? slices.tickKnowing(known.getMax()) : slices.ceil(test.to()));
  }

  private static List<Mismatch> mismatches(
      List<Expectation> expectations, List<ObjectNode> events) {
    Pairing pairing =
        Pairing.of(
            expectations.size(),
            events.size(),
            (i, j) -> expectations.get(i).against(events.get(j)));
    List<Mismatch> mismatches = new ArrayList<>();
    for (int i = 0; i < expectations.size(); i++) {
      Expectation expectation = expectations.get(i);
      Integer partner = pairing.partnerOf(i);
      List<FieldComparison> fields =
          partner == null ? expectation.alone() : expectation.against(events.get(partner));
      if (partner == null || !FieldComparison.allEqual(fields)) {
        mismatches.add(new Mismatch(expectation.place(), partner != null, fields));
      }
    }
    for (int j = 0; j < events.size(); j++) {
      if (!pairing.hasPartner(j)) {
        mismatches.add(new Mismatch(null, true, unexpected(events.get(j))));
      }
    }
    return List.copyOf(mismatches);
  }

  private static List<FieldComparison> unexpected(ObjectNode event) {
    List<FieldComparison> fields = new ArrayList<>();
    for (String name : TELLING) {
      JsonNode value = event.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        fields.add(new FieldComparison(name, null, value.asText(), false));
      }
    }
    return fields;
  }

  private static List<Refusal> refusals(PlanTest test, List<LedgerRun.Refused> refused) {
    IdentityHashMap<Fact, Place> places = new IdentityHashMap<>();
    test.facts().forEach(fact -> places.put(fact.fact(), fact.place()));
    return refused.stream()
        .map(r -> new Refusal(places.getOrDefault(r.fact(), test.place()), r.objection().message()))
        .toList();
  }
}
