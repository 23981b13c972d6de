package io.tripline.ledger.service;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.killswitch.KillSwitches;
import io.tripline.ledger.killswitch.TargetLevels;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.variance.Incidents;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a service's books against its plan, tick by tick: the targets first, and after them the
 * rules. Has no books of its own, so that several plans can be held against the same ones.
 */
public final class Judge {
  private final String serviceId;
  private final Incidents incidents;
  private final KillSwitches switches;

  /** Takes up where the states left off; null starts anew. */
  public Judge(String serviceId, Incidents.State incidents, KillSwitches.State switches) {
    this.serviceId = serviceId;
    this.incidents = new Incidents(serviceId, incidents);
    this.switches = new KillSwitches(serviceId, switches);
  }

  /**
   * Takes in cost that is posted, before the tick is judged; see {@link KillSwitches#costPosted}.
   */
  public void costPosted(Spread cost, long from, long to) {
    switches.costPosted(cost, from, to);
  }

  /**
   * Judges a tick.
   *
   * @param commands what became known at it, in known order
   * @return what is to be announced, in written order
   */
  public List<ServiceEvent> judge(Position position, List<KillSwitchCommand> commands) {
    List<ServiceEvent> events = new ArrayList<>(incidents.evaluate(position));
    events.addAll(switches.evaluate(position, commands, levels(position)));
    if (events.size() > 1) {
      events.sort(ServiceEvent.WRITTEN_ORDER);
    }
    return events;
  }

  /** The commands among facts, in their order. */
  public static List<KillSwitchCommand> commands(List<Fact> facts) {
    List<KillSwitchCommand> commands = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof KillSwitchCommand command) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** The level of a target at the tick judged last; null if it was not evaluated then. */
  public Level level(String targetId) {
    return incidents.level(targetId);
  }

  /**
   * Whether all conditions of a rule hold at the tick judged last, whatever state the rule is in.
   *
   * @param position of that tick
   * @return null if the rule is not evaluated at that tick, or a condition has no data
   */
  public Boolean holds(Rule rule, Position position) {
    return KillSwitches.holds(rule, position, levels(position));
  }

  /**
   * Whether another judge by the same plan, of the same tick, is where this one is: from then on,
   * the two say the same of the same books.
   */
  public boolean standsAs(Judge other) {
    return switches.standAs(other.switches) && incidents.standAs(other.incidents);
  }

  /** The latest state of every target and rule. */
  ServiceState latest(Position position) {
    Standing standing = standing();
    return new ServiceState(
        serviceId,
        position.tick(),
        position.plan() == null ? null : position.plan().version(),
        standing.targets(),
        standing.rules());
  }

  /** What to remember of the targets. */
  Incidents.State incidents() {
    return incidents.state();
  }

  /** What to remember of the rules. */
  KillSwitches.State switches() {
    return switches.state();
  }

  /** Where targets and rules are now. */
  Standing standing() {
    return new Standing(incidents.states(), switches.states());
  }

  private TargetLevels levels(Position position) {
    return new TargetLevels() {
      @Override
      public Level level(String targetId) {
        return incidents.level(targetId);
      }

      @Override
      public Rational reportedGap() {
        return incidents.reportedGap(position);
      }
    };
  }
}
