package io.tripline.ledger.person;

import io.tripline.ledger.math.Rational;
import io.tripline.ledger.person.Moment.Diversion;
import io.tripline.ledger.person.ServiceFlows.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A person's flows of time and money in one slice, summed exactly over its segments and rounded
 * once, at the end. Per unit of time:
 *
 * <ul>
 *   <li>capacity of a service: the fractions of its open allocations; allocated labor: the same at
 *       their hourly costs;
 *   <li>own work on it: the share of the person that works on it, if any allocation in force is of
 *       it, open or not; visiting work if none is;
 *   <li>diverted from one service to another: what the first is short of its entitlement, by the
 *       other's part of what all others get beyond theirs; its cost: at the mean cost of the
 *       first's open allocations;
 *   <li>bench of a service: visiting work on it less what was diverted to it, while anything is
 *       open; its cost: at the mean cost of all allocations in force;
 *   <li>off-hours of a service: any work while nothing is open, by the part of the service's
 *       allocations among all in force;
 *   <li>unrated: work by somebody with no allocation in force.
 * </ul>
 */
final class SliceFlows {
  private static final long FRACTION_SCALE = 1_000_000;
  private static final long MILLIS_PER_HOUR = 3_600_000;

  private final Map<String, ServiceFlows> services = new TreeMap<>();

  /** Adds what flows while a moment lasts. */
  void add(Moment moment, long millis) {
    addAllocated(moment, millis);
    if (moment.worksByService().isEmpty()) {
      return;
    }
    addWorked(moment, millis);
    if (moment.inForce().isEmpty()) {
      addUnrated(moment, millis);
    } else if (moment.open().isEmpty()) {
      addOffHours(moment, millis);
    } else {
      addDivertedAndBench(moment, millis);
    }
  }

  /** All that is not nothing, rounded, by service. */
  List<LaborPosting> postings(long slice, String personId) {
    List<LaborPosting> postings = new ArrayList<>(services.size());
    services.forEach(
        (serviceId, flows) -> {
          LaborPosting posting = flows.rounded(serviceId, slice, personId);
          if (!posting.isNothing()) {
            postings.add(posting);
          }
        });
    return List.copyOf(postings);
  }

  private void addAllocated(Moment moment, long millis) {
    for (Allocation allocation : moment.open()) {
      Rational time = Rational.of(allocation.fraction(), FRACTION_SCALE).times(millis);
      ServiceFlows flows = of(allocation.serviceId());
      flows.add(Kind.CAPACITY, time);
      flows.add(Kind.ALLOCATED_LABOR, cost(time, Rational.of(allocation.hourlyCost())));
    }
  }

  private void addWorked(Moment moment, long millis) {
    for (String serviceId : moment.worksByService().keySet()) {
      Kind kind = moment.isAllocatedTo(serviceId) ? Kind.OWN : Kind.VISITING;
      of(serviceId).add(kind, moment.workedShare(serviceId).times(millis));
    }
  }

  private void addUnrated(Moment moment, long millis) {
    for (String serviceId : moment.worksByService().keySet()) {
      of(serviceId).add(Kind.UNRATED, moment.workedShare(serviceId).times(millis));
    }
  }

  private void addOffHours(Moment moment, long millis) {
    for (Allocation allocation : moment.inForce()) {
      of(allocation.serviceId()).add(Kind.OFF_HOURS, moment.partOfAll(allocation).times(millis));
    }
  }

  private void addDivertedAndBench(Moment moment, long millis) {
    Map<String, Rational> divertedTo = new HashMap<>();
    for (Diversion diversion : moment.diversions()) {
      addDiverted(diversion, moment, millis);
      divertedTo.merge(diversion.to(), diversion.share(), Rational::plus);
    }
    for (String serviceId : moment.worksByService().keySet()) {
      if (!moment.isAllocatedTo(serviceId)) {
        Rational diverted = divertedTo.getOrDefault(serviceId, Rational.ZERO);
        addBench(serviceId, moment.workedShare(serviceId).minus(diverted), moment, millis);
      }
    }
  }

  private void addDiverted(Diversion diversion, Moment moment, long millis) {
    Rational time = diversion.share().times(millis);
    Rational cost = cost(time, moment.openHourlyCost(diversion.from()));
    String role = moment.roleOn(diversion.from());
    of(diversion.from()).addDivertedOut(role, diversion.to(), time, cost);
    of(diversion.to()).addDivertedIn(role, diversion.from(), time, cost);
  }

  private void addBench(String serviceId, Rational share, Moment moment, long millis) {
    if (share.signum() != 0) {
      Rational time = share.times(millis);
      of(serviceId).add(Kind.BENCH, time);
      of(serviceId).add(Kind.BENCH_COST, cost(time, moment.meanHourlyCost()));
    }
  }

  private ServiceFlows of(String serviceId) {
    return services.computeIfAbsent(serviceId, unseen -> new ServiceFlows());
  }

  private static Rational cost(Rational millis, Rational hourlyCost) {
    return millis.times(hourlyCost).dividedBy(MILLIS_PER_HOUR);
  }
}
