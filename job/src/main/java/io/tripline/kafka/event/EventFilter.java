package io.tripline.kafka.event;

import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events are meant. What is empty or null leaves all; what only events of one kind have
 * leaves those of the other kind out.
 *
 * @param services by their ids
 * @param kinds of events
 * @param transitions by their names in the contract
 * @param severities of variances, by their names in the contract
 * @param targets of variances, by their ids
 * @param rules of kill switches, by their ids
 * @param from when they were said, by the tick, inclusive
 */
public record EventFilter(
    Set<String> services,
    Set<Kind> kinds,
    Set<String> transitions,
    Set<String> severities,
    Set<String> targets,
    Set<String> rules,
    Instant from)
    implements Predicate<ServiceEvent> {
  /** Every event. */
  public static final EventFilter ALL =
      new EventFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null);

  /** The two kinds of events. */
  public enum Kind {
    VARIANCE,
    KILL_SWITCH
  }

  public EventFilter {
    services = Set.copyOf(services);
    kinds = Set.copyOf(kinds);
    transitions = Set.copyOf(transitions);
    severities = Set.copyOf(severities);
    targets = Set.copyOf(targets);
    rules = Set.copyOf(rules);
  }

  @Override
  public boolean test(ServiceEvent event) {
    return (services.isEmpty() || services.contains(event.getServiceId()))
        && (from == null || !event.getAsOf().isBefore(from))
        && (event.getBody() instanceof Variance variance
            ? test(variance)
            : test((KillSwitch) event.getBody()));
  }

  private boolean test(Variance variance) {
    boolean namesOneOfKillSwitches = targets.isEmpty() && !rules.isEmpty();
    return (kinds.isEmpty() || kinds.contains(Kind.VARIANCE))
        && (transitions.isEmpty() || transitions.contains(variance.getTransition().name()))
        && (severities.isEmpty() || severities.contains(variance.getSeverity().name()))
        && (targets.isEmpty() || targets.contains(variance.getTargetId()))
        && !namesOneOfKillSwitches;
  }

  private boolean test(KillSwitch killSwitch) {
    boolean namesOneOfVariances = rules.isEmpty() && !targets.isEmpty();
    return (kinds.isEmpty() || kinds.contains(Kind.KILL_SWITCH))
        && (transitions.isEmpty() || transitions.contains(killSwitch.getTransition().name()))
        && severities.isEmpty()
        && (rules.isEmpty() || rules.contains(killSwitch.getRuleId()))
        && !namesOneOfVariances;
  }
}
