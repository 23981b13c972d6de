package io.tripline.plantest;

import io.tripline.ledger.fact.PlanPublished;
import io.tripline.plan.Place;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One test of a file: what becomes known, and what is to be said of it.
 *
 * @param name for people
 * @param place in the test file
 * @param plans those under test
 * @param facts what becomes known besides
 * @param expectations all events that may come, but for those that are ignored
 * @param ignored transitions that are not looked at
 * @param from when it begins, in milliseconds since the epoch, or null for the first fact's time
 * @param to when it ends, exclusive, or null for the last fact's time
 */
record PlanTest(
    String name,
    Place place,
    List<PlanPublished> plans,
    List<TestFact> facts,
    List<Expectation> expectations,
    Set<String> ignored,
    Long from,
    Long to) {

  /** The services whose events are looked at. */
  Set<String> services() {
    Set<String> services = new TreeSet<>();
    plans.forEach(plan -> services.add(plan.serviceId()));
    return services;
  }
}
