package io.tripline.plan;

/** A plan file that nothing is wrong with, for tests to spoil. */
final class PlanText {
  static final String GOOD =
      """
      serviceId: cloud-migration
      version: 1
      recordedAt: 2026-01-05T08:00:00Z
      effectiveFrom: 2026-01-05T09:00:00Z
      name: Cloud Migration advisory
      portfolio: advisory
      objective: CUSTOMER_ACQUISITION
      owners: {business: cfo, delivery: head-of-cloud}
      mayOverride: [cfo]
      currency: USD
      calendar: office
      unit: {name: assessment, ticketTypes: [ASSESSMENT], value: 12000.00}
      baseline:
        unitsPerWeek: 6
        retainer: {amount: 40000.00, per: MONTH}
        team: [{role: senior-architect, headcount: 6, hourlyCost: 120.00}]
        spendPerWeek: {CLOUD: 2500.00, SOFTWARE: 400.00}
      feeds: {cost: PT10H, ticket: PT4H}
      targets:
        - {id: fidelity, metric: diversion, window: DAY, atMost: 0.25, critical: 0.15}
        - {id: margin, metric: margin, window: WEEK, atLeast: BASELINE, warn: 10%, critical: 50%, floor: 15000.00}
        - {id: gap, metric: reported_gap, atMost: PT24H}
      killSwitch:
        - id: zombie
          when:
            - {target: fidelity, is: CRITICAL}
            - {metric: units, window: DAY, below: 1}
          for: PT4H
          action: DEFUND
          mode: MONITOR
          certifyWithin: PT16H
        - id: overspend
          when: [{metric: cost, window: PLAN, above: 125%, of: ORIGINAL}]
      """;

  private PlanText() {}

  /** The good plan with one piece of it replaced. */
  static String with(String piece, String replacement) {
    if (!GOOD.contains(piece)) {
      throw new IllegalArgumentException("the plan does not hold " + piece);
    }
    return GOOD.replace(piece, replacement);
  }
}
