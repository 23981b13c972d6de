package io.tripline.ledger.fact;

/**
 * A charge on a service over a charge period.
 *
 * @param amount micros; negative is a credit
 * @param chargePeriodStart start of the period, inclusive
 * @param chargePeriodEnd end of the period, exclusive; equal to the start for a charge of that
 *     instant
 * @param description free text, or null
 */
public record CostRecorded(
    FactId id,
    long recordedAt,
    String serviceId,
    CostCategory category,
    long amount,
    long chargePeriodStart,
    long chargePeriodEnd,
    String description)
    implements Fact {
  @Override
  public Feed feed() {
    return Feed.COST;
  }
}
