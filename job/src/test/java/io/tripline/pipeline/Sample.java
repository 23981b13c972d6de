package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Facts as these tests need them, and instants of one Monday. */
final class Sample {
  static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  static final long MINUTE = 60_000L;
  static final long HOUR = Slices.HOUR;
  static final long DAY = Slices.DAY;
  static final Slices SLICES = Slices.FIVE_MINUTES;

  private Sample() {}

  static Admissible read(Fact fact, long line) {
    return new Admissible(
        fact,
        new Origin("history/" + fact.feed(), line),
        ("line " + line).getBytes(StandardCharsets.UTF_8));
  }

  static Admitted admitted(Fact fact) {
    return new Admitted(read(fact, 1), false);
  }

  static CostRecorded cost(String eventId, long recordedAt) {
    return cost(eventId, recordedAt, 1_000_000);
  }

  static CostRecorded cost(String eventId, long recordedAt, long amount) {
    return new CostRecorded(
        new FactId("erp", eventId),
        recordedAt,
        "service",
        CostCategory.CLOUD,
        amount,
        recordedAt,
        recordedAt,
        null);
  }

  static TicketChanged work(String workId, String personId, long recordedAt, long start, Long end) {
    return new TicketChanged(
        new FactId("tickets", workId + "@" + recordedAt),
        recordedAt,
        start,
        "service",
        "ticket",
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
      String allocationId, String personId, long recordedAt, long start, Long end) {
    return new AllocationChanged(
        new FactId("psa", allocationId + "@" + recordedAt),
        recordedAt,
        allocationId,
        personId,
        "architect",
        "service",
        1_000_000,
        120_000_000,
        "always",
        start,
        end,
        false);
  }
}
