package io.tripline.backtest.trial;

import java.util.List;

/**
 * What there is to say of a candidate at the end of a part that its events do not say.
 *
 * @param candidate its number
 * @param part of what part of the interval
 * @param slice length of a slice in milliseconds
 * @param ticks how many were evaluated with its plan in force
 * @param targets in the plan's order
 * @param trips in the order in which they happened
 */
public record Outcome(
    int candidate,
    Part part,
    long slice,
    long ticks,
    List<TargetTime> targets,
    List<TripOutcome> trips) {

  /**
   * What a target had to go by.
   *
   * @param evaluated ticks at which it was evaluated
   * @param frozen those of them at which a feed that it needs was silent
   * @param noData those of them at which its metric had no data
   */
  public record TargetTime(String targetId, long evaluated, long frozen, long noData) {}

  /**
   * What came after a trip.
   *
   * @param recoveredAt the first tick at which one of the conditions had failed for the rule's
   *     {@code clearAfter}, so that, had it not been latched, it would have stood down; null if
   *     there was none
   * @param aftermath what the service cost and earned from the trip to the end of the part
   */
  public record TripOutcome(String ruleId, long trippedAt, Long recoveredAt, Sums aftermath) {}

  /**
   * What was posted on the slices from a tick to the end of a part; money in micros.
   *
   * @param spend charges of all categories but LABOR, as far as they lie there
   * @param labor labor as the ledger has it: what people cost whose time went to the service
   * @param capacity milliseconds for which people were given to the service
   * @param earned by units
   * @param retainer that accrued
   */
  public record Sums(long spend, long labor, long capacity, long earned, long retainer) {
    /**
     * What stopping the service at that tick would have saved, in micros; negative if it earned.
     */
    public long saved() {
      return Math.subtractExact(Math.addExact(spend, labor), Math.addExact(earned, retainer));
    }
  }
}
