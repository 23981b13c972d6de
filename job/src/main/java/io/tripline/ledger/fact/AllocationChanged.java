package io.tripline.ledger.fact;

/**
 * A person's allocation to a service; an upsert by {@code allocationId}: the last known wins.
 *
 * @param fraction millionths of the person's time, in (0, 1_000_000]
 * @param hourlyCost micros per hour, not negative
 * @param calendar name of the working time
 * @param start start, inclusive
 * @param end end, exclusive; null while open
 * @param withdrawn true deletes the allocation
 */
public record AllocationChanged(
    FactId id,
    long recordedAt,
    String allocationId,
    String personId,
    String role,
    String serviceId,
    long fraction,
    long hourlyCost,
    String calendar,
    long start,
    Long end,
    boolean withdrawn)
    implements Fact {
  @Override
  public Feed feed() {
    return Feed.ALLOCATION;
  }
}
