package io.tripline.ledger.person;

import java.util.List;

/**
 * What one person's time adds to one slice of one service; a difference where a later fact changed
 * a past slice. Times in milliseconds, costs in micros.
 *
 * @param slice start of the slice
 * @param capacity allocated time while open
 * @param own time worked on the service by somebody allocated to it
 * @param visiting time worked on it by somebody who is not
 * @param offHours time worked while nothing was open, by fraction of allocation
 * @param bench visiting time that was diverted from nobody
 * @param unrated visiting time by somebody with no allocation at all
 * @param allocatedLabor cost of the capacity: what finance sees
 * @param benchCost cost of the bench
 * @param divertedOut time taken from this service
 * @param divertedIn time given to this service
 */
public record LaborPosting(
    String serviceId,
    long slice,
    String personId,
    long capacity,
    long own,
    long visiting,
    long offHours,
    long bench,
    long unrated,
    long allocatedLabor,
    long benchCost,
    List<Diverted> divertedOut,
    List<Diverted> divertedIn) {

  /**
   * Time diverted between this posting's service and another one.
   *
   * @param role the person's role on the service the time was taken from
   * @param otherServiceId where it went (divertedOut) or came from (divertedIn)
   * @param millis milliseconds
   * @param cost micros
   */
  public record Diverted(String role, String otherServiceId, long millis, long cost) {}
}
