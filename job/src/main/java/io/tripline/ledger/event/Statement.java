package io.tripline.ledger.event;

import io.tripline.ledger.fact.CostCategory;
import java.util.List;
import java.util.Map;

/**
 * The measures of one service and hour: the one set of figures for finance and delivery. Money in
 * micros, durations in milliseconds.
 *
 * @param hour start of the hour
 * @param revision 0, then one more each time a later fact changed it
 * @param asOf the tick at which it was made
 * @param planned by the plan in force
 * @param original by the first plan that came into force
 */
public record Statement(
    String serviceId,
    long hour,
    int revision,
    long asOf,
    Measures measures,
    Planned planned,
    Planned original) {

  /**
   * What was.
   *
   * @param units units delivered, net of reopened ones
   * @param spend micros per category other than LABOR, zero ones left out
   */
  public record Measures(
      long earned,
      long retainer,
      long allocatedLabor,
      long labor,
      Map<CostCategory, Long> spend,
      long financeLabor,
      long units,
      long capacity,
      long own,
      long visiting,
      long bench,
      long benchCost,
      List<Diverted> divertedOut,
      List<Diverted> divertedIn,
      long offHours,
      long unrated,
      long handoffs,
      long handoffWaiting,
      long accepted,
      long declined,
      long opened) {}

  /**
   * Time of a person that went to (divertedOut) or came from (divertedIn) another service; sorted
   * by person, role and service.
   */
  public record Diverted(
      String personId, String role, String otherServiceId, long millis, long cost) {}

  /**
   * What a plan expected.
   *
   * @param units millionths of a unit
   * @param hours milliseconds of work
   * @param retainer micros
   */
  public record Planned(
      long earned,
      long units,
      long hours,
      long labor,
      Map<CostCategory, Long> spend,
      long retainer) {}
}
