package io.tripline.ledger.person;

import io.tripline.ledger.math.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What holds for a person at an instant: the allocations in force, those of them that are open
 * (their calendar is), and the work going on. From these follow all rates of flow.
 *
 * @param inForce sorted by id
 * @param open those in force whose calendar is open, sorted by id
 * @param worksByService how many works that count are going on, by service
 */
record Moment(
    List<Allocation> inForce, List<Allocation> open, Map<String, Integer> worksByService) {
  private static final long WHOLE = 1_000_000;

  /** A part of the person's time that goes to another service than it was paid for. */
  record Diversion(String from, String to, Rational share) {}

  /** Whether there is neither work nor anything that it could be done for: nothing flows. */
  boolean isQuiet() {
    return open.isEmpty() && worksByService.isEmpty();
  }

  boolean isAllocatedTo(String serviceId) {
    for (Allocation allocation : inForce) {
      if (allocation.serviceId().equals(serviceId)) {
        return true;
      }
    }
    return false;
  }

  /** What the person's time costs an hour: the mean of all allocations in force, by fraction. */
  Rational meanHourlyCost() {
    return meanHourlyCost(inForce);
  }

  /** What an hour taken from a service costs: the mean of its open allocations, by fraction. */
  Rational openHourlyCost(String serviceId) {
    List<Allocation> ofService = new ArrayList<>(open);
    ofService.removeIf(allocation -> !allocation.serviceId().equals(serviceId));
    return meanHourlyCost(ofService);
  }

  /** The person's role on a service: that of the first open allocation. */
  String roleOn(String serviceId) {
    for (Allocation allocation : open) {
      if (allocation.serviceId().equals(serviceId)) {
        return allocation.role();
      }
    }
    throw new IllegalStateException("nothing open of " + serviceId);
  }

  /** The part of an allocation among all in force. */
  Rational partOfAll(Allocation allocation) {
    return Rational.of(allocation.fraction(), sumOfFractions(inForce));
  }

  /** The part of the person that works on a service: works going on share the person equally. */
  Rational workedShare(String serviceId) {
    Integer works = worksByService.get(serviceId);
    return works == null ? Rational.ZERO : Rational.of(works, works());
  }

  /**
   * What each open service is short of its entitlement, spread over the services that get more than
   * theirs, in proportion to how much more. Entitlements are the open fractions, scaled down if
   * they add up to more than the whole person. Sorted by from, then to.
   */
  List<Diversion> diversions() {
    TreeSet<String> services = new TreeSet<>(worksByService.keySet());
    for (Allocation allocation : open) {
      services.add(allocation.serviceId());
    }
    TreeMap<String, Rational> shorts = new TreeMap<>();
    TreeMap<String, Rational> overs = new TreeMap<>();
    Rational allOver = Rational.ZERO;
    for (String service : services) {
      Rational gap = workedShare(service).minus(entitlement(service));
      if (gap.signum() < 0) {
        shorts.put(service, gap.negate());
      } else if (gap.signum() > 0) {
        overs.put(service, gap);
        allOver = allOver.plus(gap);
      }
    }
    List<Diversion> diversions = new ArrayList<>();
    for (Map.Entry<String, Rational> missing : shorts.entrySet()) {
      for (Map.Entry<String, Rational> over : overs.entrySet()) {
        Rational share = missing.getValue().times(over.getValue()).dividedBy(allOver);
        diversions.add(new Diversion(missing.getKey(), over.getKey(), share));
      }
    }
    return diversions;
  }

  private Rational entitlement(String serviceId) {
    long ofService = 0;
    for (Allocation allocation : open) {
      if (allocation.serviceId().equals(serviceId)) {
        ofService += allocation.fraction();
      }
    }
    return Rational.of(ofService, Math.max(WHOLE, sumOfFractions(open)));
  }

  private int works() {
    int works = 0;
    for (int ofService : worksByService.values()) {
      works += ofService;
    }
    return works;
  }

  private static long sumOfFractions(List<Allocation> allocations) {
    long sum = 0;
    for (Allocation allocation : allocations) {
      sum += allocation.fraction();
    }
    return sum;
  }

  private static Rational meanHourlyCost(List<Allocation> allocations) {
    Rational sum = Rational.ZERO;
    for (Allocation allocation : allocations) {
      sum = sum.plus(Rational.of(allocation.hourlyCost()).times(allocation.fraction()));
    }
    return sum.dividedBy(sumOfFractions(allocations));
  }
}
