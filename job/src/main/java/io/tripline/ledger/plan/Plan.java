package io.tripline.ledger.plan;

import io.tripline.ledger.fact.Feed;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One version of a service's plan, with every default filled in.
 *
 * @param version goes up with every version of a service, at least 1
 * @param effectiveFrom earliest time it may come into force, or null for as soon as it is known
 * @param portfolio null if not given
 * @param owners role → who, may be empty
 * @param mayOverride who may command the kill switch
 * @param calendar name of the working time; its zone is the plan's zone
 * @param unit what is sold, or null
 * @param feedSilence COST and TICKET only: working time in milliseconds after which the feed counts
 *     as silent; a feed not named never goes silent
 */
public record Plan(
    String serviceId,
    int version,
    Long effectiveFrom,
    String name,
    String portfolio,
    Objective objective,
    Map<String, String> owners,
    List<String> mayOverride,
    String calendar,
    Unit unit,
    Baseline baseline,
    Map<Feed, Long> feedSilence,
    List<Target> targets,
    List<Rule> rules)
    implements Serializable {

  /** What the service is for. */
  public enum Objective {
    CUSTOMER_ACQUISITION,
    MARGIN_PROTECTION
  }

  /**
   * What is sold.
   *
   * @param ticketTypes resolving a ticket of one of these types delivers one unit
   * @param value micros a unit earns where the ticket was not billed otherwise
   */
  public record Unit(String name, List<String> ticketTypes, long value) implements Serializable {}

  /** The same plan, in force as soon as it is known. */
  public Plan effectiveOnceKnown() {
    return new Plan(
        serviceId,
        version,
        null,
        name,
        portfolio,
        objective,
        owners,
        mayOverride,
        calendar,
        unit,
        baseline,
        feedSilence,
        targets,
        rules);
  }

  /** The target of that id, or null. */
  public Target target(String targetId) {
    for (Target target : targets) {
      if (target.id().equals(targetId)) {
        return target;
      }
    }
    return null;
  }

  /** The rule of that id, or null. */
  public Rule rule(String ruleId) {
    for (Rule rule : rules) {
      if (rule.id().equals(ruleId)) {
        return rule;
      }
    }
    return null;
  }
}
