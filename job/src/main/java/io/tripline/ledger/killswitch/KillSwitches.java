package io.tripline.ledger.killswitch;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kill switches of a service, taken from tick to tick. They announce; stopping the work is up
 * to whoever hears of it. How a switch moves is the table at {@link Switch}.
 */
public final class KillSwitches {
  /**
   * What is remembered between ticks.
   *
   * @param switches one for each rule of the plan in force and each latched one, by rule id
   */
  public record State(List<Switch> switches) {}

  private final String serviceId;
  private final TreeMap<String, Switch> switches = new TreeMap<>();

  /** Takes up where {@code state} left off; null starts anew. */
  public KillSwitches(String serviceId, State state) {
    this.serviceId = serviceId;
    if (state != null) {
      state.switches().forEach(known -> switches.put(known.ruleId(), known));
    }
  }

  /**
   * Takes in labor or spend that was posted at this tick; to be called before the tick is
   * evaluated.
   *
   * @param cost micros over valid time; negative for a credit or a correction
   * @param from start of what was posted of it, inclusive
   * @param to end of what was posted of it, exclusive
   */
  public void costPosted(Spread cost, long from, long to) {
    for (Map.Entry<String, Switch> entry : switches.entrySet()) {
      if (entry.getValue().latched()) {
        entry.setValue(entry.getValue().spent(cost, from, to));
      }
    }
  }

  /**
   * Evaluates a tick, after the targets. Within it commands come first, then rules, then deadlines,
   * then overruns.
   *
   * @param commands what became known at this tick, in known order
   * @return by rule, and of one rule in the order in which it happened
   */
  public List<KillSwitchEvent> evaluate(
      Position position, List<KillSwitchCommand> commands, TargetLevels levels) {
    return new Round(serviceId, switches, position, levels).run(commands);
  }

  /**
   * Whether all conditions of a rule hold, whatever state its switch is in.
   *
   * @param position a tick, as the targets were evaluated at it
   * @return null if the rule is not evaluated at that tick, or a condition has no data
   */
  public static Boolean holds(Rule rule, Position position, TargetLevels levels) {
    if (!position.counts(rule.during())) {
      return null;
    }
    return switch (new Conditions(position, levels).verdict(rule.when())) {
      case ALL_HOLD -> true;
      case ONE_FAILS -> false;
      case NO_DATA -> null;
    };
  }

  /** The latest states, by rule id: of the rules of the plan in force, and of latched ones. */
  public List<ServiceState.RuleState> states() {
    return switches.values().stream()
        .map(
            known ->
                new ServiceState.RuleState(
                    known.ruleId(),
                    known.phase(),
                    known.action(),
                    known.mode(),
                    known.since(),
                    known.trippedAt(),
                    known.deadline(),
                    known.until()))
        .toList();
  }

  /** Whether others are remembered as these are. */
  public boolean standAs(KillSwitches others) {
    return switches.equals(others.switches);
  }

  /** What to remember. */
  public State state() {
    return new State(List.copyOf(switches.values()));
  }
}
