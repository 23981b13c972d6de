package io.tripline.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.intake.Intake;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.Plan;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanRecordsTest {
  private static final String EVERYTHING =
      """
      serviceId: claims
      version: 3
      recordedAt: 2026-01-05T08:00:00Z
      effectiveFrom: 2026-01-05T09:00:00Z
      name: Claims
      portfolio: insurance
      objective: CUSTOMER_ACQUISITION
      owners: {business: cfo, delivery: head-of-claims}
      mayOverride: [cfo, board]
      currency: USD
      calendar: always
      unit: {name: claim, ticketTypes: [CLAIM, APPEAL], value: 12.34}
      baseline:
        unitsPerWeek: 6.5
        retainer: {amount: 400.00, per: DAY}
        team: [{role: clerk, headcount: 2.5, hourlyCost: 33.10}]
        spendPerWeek: {CLOUD: 2500.00, SOFTWARE: 0}
      feeds: {cost: PT10H, ticket: PT4H}
      targets:
        - {id: a, metric: diversion, window: HOUR, atMost: 0.20, critical: 0.10}
        - {id: b, metric: margin, window: WEEK, atLeast: BASELINE, warn: 10%, critical: 50%,
           clear: 5%, floor: 15.00, for: PT20M, clearAfter: PT1H, during: ALWAYS}
        - {id: c, metric: reported_gap, atMost: PT24H}
      killSwitch:
        - id: zombie
          when:
            - {target: a, is: WARNING}
            - {metric: units, window: DAY, below: 1}
            - {metric: cost, window: PLAN, above: 125%, of: ORIGINAL}
          for: PT4H
          clearAfter: PT2H
          during: ALWAYS
          action: DEFUND
          mode: MONITOR
          certifyWithin: PT16H
      """;

  private static final String LITTLE =
      """
      serviceId: claims
      version: 1
      recordedAt: 2026-01-05T08:00:00Z
      name: Claims
      objective: MARGIN_PROTECTION
      currency: USD
      baseline: {unitsPerWeek: 0}
      """;

  @Test
  void aPlanComesBackAsItWas() throws Exception {
    assertComesBack(EVERYTHING);
  }

  @Test
  void whatAPlanLeavesOutStaysOut() throws Exception {
    assertComesBack(LITTLE);
  }

  private static void assertComesBack(String yaml) throws Exception {
    Intake intake = new Intake("USD", new Calendars(Map.of()));
    PlanPublished read = (PlanPublished) intake.planFile(yaml);

    Plan record = PlanRecords.of(read.plan(), "USD");
    byte[] sent =
        new SingleObjectCodec()
            .encode(
                new io.tripline.schemas.avro.PlanPublished(
                    read.id().source(),
                    read.id().eventId(),
                    Instant.ofEpochMilli(read.recordedAt()),
                    record));

    assertThat(intake.fact(new SingleObjectCodec().decode(sent))).isEqualTo(read);
  }
}
