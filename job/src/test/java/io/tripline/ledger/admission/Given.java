package io.tripline.ledger.admission;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts as these tests need them. */
final class Given {
  static final long T0 = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  static final long MINUTE = 60_000L;
  static final long DAY = Slices.DAY;
  static final Slices SLICES = Slices.FIVE_MINUTES;

  private Given() {}

  static CostRecorded cost(String source, String eventId, long recordedAt, long amount) {
    return new CostRecorded(
        new FactId(source, eventId),
        recordedAt,
        "service",
        CostCategory.CLOUD,
        amount,
        recordedAt,
        recordedAt,
        null);
  }

  static TicketChanged handOff(String eventId, long recordedAt, long occurredAt) {
    return new TicketChanged(
        new FactId("tickets", eventId),
        recordedAt,
        occurredAt,
        "service",
        "ticket",
        "INCIDENT",
        TicketChange.HANDED_OFF,
        null,
        null,
        "first",
        "second",
        null);
  }

  static TicketChanged work(
      String workId, String personId, String serviceId, String ticketId, long start, Long end) {
    return new TicketChanged(
        new FactId("tickets", workId + "@" + start + "-" + end),
        T0,
        start,
        serviceId,
        ticketId,
        "INCIDENT",
        TicketChange.WORK,
        null,
        null,
        null,
        null,
        new Work(
            workId,
            personId,
            end == null ? WorkBasis.STATUS : WorkBasis.LOGGED,
            start,
            end,
            false));
  }

  static AllocationChanged allocation(
      String allocationId,
      String personId,
      String serviceId,
      long start,
      Long end,
      boolean withdrawn) {
    return new AllocationChanged(
        new FactId("psa", allocationId + "@" + start + "-" + end),
        T0,
        allocationId,
        personId,
        "architect",
        serviceId,
        1_000_000,
        120_000_000,
        "office",
        start,
        end,
        withdrawn);
  }

  static PlanPublished plan(String serviceId, int version, Map<String, String> owners) {
    return new PlanPublished(
        new FactId("plans", "a plan"),
        T0,
        new Plan(
            serviceId,
            version,
            null,
            "name",
            null,
            Plan.Objective.MARGIN_PROTECTION,
            owners,
            List.of(),
            "office",
            null,
            new Baseline(0, null, List.of(), Map.of()),
            Map.of(),
            List.of(),
            List.of()));
  }
}
