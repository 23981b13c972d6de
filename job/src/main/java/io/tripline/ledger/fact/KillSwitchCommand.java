package io.tripline.ledger.fact;

/**
 * An order to a kill switch.
 *
 * @param until OVERRIDE: when the override ends; null otherwise
 * @param by who orders it; must be in the plan's {@code mayOverride}
 */
public record KillSwitchCommand(
    FactId id,
    long recordedAt,
    String commandId,
    String serviceId,
    String ruleId,
    CommandAction action,
    Long until,
    String by,
    String reason)
    implements Fact {
  @Override
  public Feed feed() {
    return Feed.GOVERNANCE;
  }
}
