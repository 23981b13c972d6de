package io.tripline.ledger.person;

import io.tripline.ledger.fact.AllocationChanged;

/**
 * The last known version of an allocation of a person to a service.
 *
 * @param fraction millionths of the person's time, in (0, 1_000_000]
 * @param hourlyCost micros per hour
 * @param calendar name of the working time
 * @param end {@link Long#MAX_VALUE} while open
 */
public record Allocation(
    String id,
    String role,
    String serviceId,
    long fraction,
    long hourlyCost,
    String calendar,
    long start,
    long end)
    implements Span {

  static Allocation of(AllocationChanged fact) {
    return new Allocation(
        fact.allocationId(),
        fact.role(),
        fact.serviceId(),
        fact.fraction(),
        fact.hourlyCost(),
        fact.calendar(),
        fact.start(),
        fact.end() == null ? Long.MAX_VALUE : fact.end());
  }

  /** Whether nothing but the bounds of time may differ. */
  boolean alikeButForTime(Allocation other) {
    return role.equals(other.role)
        && serviceId.equals(other.serviceId)
        && fraction == other.fraction
        && hourlyCost == other.hourlyCost
        && calendar.equals(other.calendar);
  }
}
