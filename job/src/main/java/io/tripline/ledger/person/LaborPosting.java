package io.tripline.ledger.person;

import java.util.ArrayList;
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
 * @param divertedOut time taken from this service, by role, then other service
 * @param divertedIn time given to this service, by role, then other service
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
  public record Diverted(String role, String otherServiceId, long millis, long cost) {
    private Diverted minus(Diverted other) {
      return new Diverted(role, otherServiceId, millis - other.millis, cost - other.cost);
    }

    private Diverted negated() {
      return new Diverted(role, otherServiceId, -millis, -cost);
    }

    private int compareEnds(Diverted other) {
      int byRole = role.compareTo(other.role);
      return byRole != 0 ? byRole : otherServiceId.compareTo(other.otherServiceId);
    }

    private boolean isNothing() {
      return millis == 0 && cost == 0;
    }
  }

  /** No time and no money on a service in a slice. */
  static LaborPosting nothing(String serviceId, long slice, String personId) {
    return new LaborPosting(
        serviceId, slice, personId, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());
  }

  /** Whether posting it would change nothing. */
  public boolean isNothing() {
    return capacity == 0
        && own == 0
        && visiting == 0
        && offHours == 0
        && bench == 0
        && unrated == 0
        && allocatedLabor == 0
        && benchCost == 0
        && divertedOut.isEmpty()
        && divertedIn.isEmpty();
  }

  /** The same in another slice. */
  LaborPosting at(long otherSlice) {
    return new LaborPosting(
        serviceId,
        otherSlice,
        personId,
        capacity,
        own,
        visiting,
        offHours,
        bench,
        unrated,
        allocatedLabor,
        benchCost,
        divertedOut,
        divertedIn);
  }

  /** What has to be posted so that this stands where the other one, on the same service, stood. */
  LaborPosting minus(LaborPosting other) {
    return new LaborPosting(
        serviceId,
        slice,
        personId,
        capacity - other.capacity,
        own - other.own,
        visiting - other.visiting,
        offHours - other.offHours,
        bench - other.bench,
        unrated - other.unrated,
        allocatedLabor - other.allocatedLabor,
        benchCost - other.benchCost,
        difference(divertedOut, other.divertedOut),
        difference(divertedIn, other.divertedIn));
  }

  /** Merges two lists sorted alike. */
  private static List<Diverted> difference(List<Diverted> wanted, List<Diverted> posted) {
    if (wanted.equals(posted)) {
      return List.of();
    }
    List<Diverted> difference = new ArrayList<>();
    int w = 0;
    int p = 0;
    while (w < wanted.size() || p < posted.size()) {
      int order =
          w == wanted.size()
              ? 1
              : p == posted.size() ? -1 : wanted.get(w).compareEnds(posted.get(p));
      Diverted part =
          order < 0
              ? wanted.get(w)
              : order > 0 ? posted.get(p).negated() : wanted.get(w).minus(posted.get(p));
      if (!part.isNothing()) {
        difference.add(part);
      }
      w += order <= 0 ? 1 : 0;
      p += order >= 0 ? 1 : 0;
    }
    return List.copyOf(difference);
  }
}
