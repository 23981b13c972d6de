package io.tripline.oracle;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All people's time. At a tick, the slices of the last 8 days are what all that is known then makes
 * of them; those before stay as they were.
 */
final class OracleTimes {
  private static final long HORIZON = 8 * 86_400_000L;

  private final Slices slices;
  private final Map<String, OracleCalendar> calendars;
  private final Map<String, OraclePerson> people = new TreeMap<>();
  private final Map<Place, Map<String, PersonTime>> times = new HashMap<>();

  /** Which services a person had time on, so that what vanishes is taken away. */
  private final Map<Spot, Set<String>> servicesOf = new HashMap<>();

  OracleTimes(Slices slices, Map<String, OracleCalendar> calendars) {
    this.slices = slices;
    this.calendars = calendars;
  }

  /** A slice of a service. */
  record Place(String service, long slice) {}

  private record Spot(String person, long slice) {}

  /** Takes in what became known at a tick, and says which slices came out different. */
  Set<Place> tick(long tick, Collection<Fact> facts) {
    Map<String, Long> changed = new HashMap<>();
    for (Fact fact : facts) {
      String person = personOf(fact);
      if (person != null) {
        long since = people.computeIfAbsent(person, id -> new OraclePerson(calendars)).know(fact);
        changed.merge(person, since, Math::min);
      }
    }
    Set<Place> different = new HashSet<>();
    people.forEach(
        (id, person) -> {
          long closing = tick - slices.length();
          long since = slices.floor(changed.getOrDefault(id, closing));
          long from = Math.min(closing, Math.max(tick - HORIZON, since));
          for (long slice = from; slice < tick; slice += slices.length()) {
            put(id, slice, person.between(slice, slice + slices.length()), different);
          }
        });
    return different;
  }

  /** Everybody's time on a service in a slice, by person. */
  Map<String, PersonTime> of(Place place) {
    return times.getOrDefault(place, Map.of());
  }

  /** Wherever somebody's time is or was. */
  Set<Place> places() {
    return times.keySet();
  }

  private void put(
      String person, long slice, Map<String, PersonTime> byService, Set<Place> different) {
    Set<String> services = new HashSet<>(byService.keySet());
    Set<String> before = servicesOf.put(new Spot(person, slice), byService.keySet());
    if (before != null) {
      services.addAll(before);
    }
    for (String service : services) {
      Place place = new Place(service, slice);
      Map<String, PersonTime> here = times.computeIfAbsent(place, p -> new TreeMap<>());
      PersonTime now = byService.get(service);
      PersonTime earlier = now == null ? here.remove(person) : here.put(person, now);
      if (now == null ? earlier != null : !now.equals(earlier)) {
        different.add(place);
      }
    }
  }

  private static String personOf(Fact fact) {
    if (fact instanceof AllocationChanged allocation) {
      return allocation.personId();
    }
    return fact instanceof TicketChanged change && change.work() != null
        ? change.work().personId()
        : null;
  }
}
