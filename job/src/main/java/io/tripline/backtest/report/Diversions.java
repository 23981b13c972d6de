package io.tripline.backtest.report;

import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.Statement.Diverted;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose time went from or to a service: gross over the whole run, and net of each day as the metric
 * {@code diversion} nets it. Hours are to be taken in order.
 *
 * <p>Ways name people as they may be told; what is netted is netted by person all the same.
 */
final class Diversions {
  private final TreeMap<Route, Amount> routes = new TreeMap<>(Route.ORDER);
  private final Map<LocalDate, Long> netOut = new HashMap<>();
  private final Map<PersonAndService, Long> netOfDay = new HashMap<>();
  private LocalDate day;

  /** A person's way between two services, with the role that the person has on the first. */
  record Route(String personId, String role, String from, String to) {
    static final Comparator<Route> ORDER =
        Comparator.comparing(Route::from)
            .thenComparing(Route::to)
            .thenComparing(Route::personId)
            .thenComparing(Route::role);
  }

  /** Milliseconds, and what they cost in micros. */
  record Amount(long millis, long cost) {
    Amount plus(Diverted diverted) {
      return new Amount(millis + diverted.millis(), cost + diverted.cost());
    }
  }

  private record PersonAndService(String personId, String serviceId) {}

  /**
   * Takes in the next hour.
   *
   * @param told the same, with people named as they may be told
   */
  void take(Statement hour, Statement told) {
    LocalDate date = Day.of(hour);
    if (!date.equals(day)) {
      endDay();
      day = date;
    }
    hour.measures().divertedOut().forEach(out -> net(out, out.millis()));
    hour.measures().divertedIn().forEach(in -> net(in, -in.millis()));
    for (Diverted out : told.measures().divertedOut()) {
      add(new Route(out.personId(), out.role(), told.serviceId(), out.otherServiceId()), out);
    }
    for (Diverted in : told.measures().divertedIn()) {
      add(new Route(in.personId(), in.role(), in.otherServiceId(), told.serviceId()), in);
    }
  }

  /** All there were, by from, to and person. */
  SortedMap<Route, Amount> routes() {
    return routes;
  }

  /** Milliseconds of a day that went out and did not come back from where they went, by person. */
  long netOut(LocalDate date) {
    return date.equals(day) ? netOut() : netOut.getOrDefault(date, 0L);
  }

  private void add(Route route, Diverted diverted) {
    routes.merge(route, new Amount(0, 0).plus(diverted), (sum, one) -> sum.plus(diverted));
  }

  private void net(Diverted diverted, long millis) {
    netOfDay.merge(
        new PersonAndService(diverted.personId(), diverted.otherServiceId()), millis, Long::sum);
  }

  private void endDay() {
    if (day != null && !netOfDay.isEmpty()) {
      netOut.put(day, netOut());
    }
    netOfDay.clear();
  }

  private long netOut() {
    return netOfDay.values().stream().mapToLong(millis -> Math.max(0, millis)).sum();
  }
}
