package io.tripline.backtest.candidate;

import io.tripline.ledger.plan.Plan;
import java.util.Map;

/**
 * A plan to be tried. In its run it takes the place of every plan that the history has of its
 * service; whatever else the history says of the service, stays.
 *
 * @param number from 0, in the order of names, or of the grid of a sweep
 * @param name unique in the backtest; the name of its file of events
 * @param file the file it was read from, called so that it is the same on every machine
 * @param sha256 of the file's bytes
 * @param recordedAt when the plan becomes known, in milliseconds since the epoch
 * @param parameters of a sweep: the value of each path that is swept, by path, in their order; else
 *     empty
 */
public record Candidate(
    int number,
    String name,
    String file,
    String sha256,
    Plan plan,
    long recordedAt,
    Map<String, String> parameters) {

  /** The service that it is a plan for. */
  public String serviceId() {
    return plan.serviceId();
  }
}
