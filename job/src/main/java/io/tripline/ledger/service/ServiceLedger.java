package io.tripline.ledger.service;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.killswitch.KillSwitches;
import io.tripline.ledger.killswitch.TargetLevels;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.variance.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One service's ledger, advanced tick by tick. At a tick, first everything is booked: what the
 * slice that ended brought, what people's time posted, what became known. Then, if the tick is to
 * be evaluated, the targets and after them the rules are judged by the books as they stand.
 */
public final class ServiceLedger {
  /** What is remembered between ticks, besides the shelves. */
  public record State(
      Accounts.State accounts, Incidents.State incidents, KillSwitches.State switches) {}

  private final String serviceId;
  private final Accounts accounts;
  private final Incidents incidents;
  private final KillSwitches switches;

  /** Takes up where {@code state} left off; null starts anew. */
  public ServiceLedger(
      LedgerSettings settings, String serviceId, State state, Accounts.Shelves shelves) {
    this.serviceId = serviceId;
    accounts = new Accounts(settings, serviceId, state == null ? null : state.accounts(), shelves);
    incidents = new Incidents(serviceId, state == null ? null : state.incidents());
    switches = new KillSwitches(serviceId, state == null ? null : state.switches());
  }

  /**
   * Takes in what became known at a tick. Ticks of a service follow one another without a gap from
   * the first one at which anything was known of it.
   *
   * @param facts cost, ticket (work too) and governance facts of this service, admitted, in known
   *     order
   * @param evaluate false before the interval that is to be evaluated: everything is booked,
   *     nothing is said
   */
  public TickResult tick(
      long tick, List<Fact> facts, List<LaborPosting> postings, boolean evaluate) {
    Accounts.Settled settled = accounts.book(tick, facts, postings, switches::costPosted);
    TickResult result =
        evaluate ? evaluate(settled, facts) : new TickResult(List.of(), List.of(), null);
    accounts.turn(facts);
    return result;
  }

  /** What to remember. */
  public State state() {
    return new State(accounts.state(), incidents.state(), switches.state());
  }

  private TickResult evaluate(Accounts.Settled settled, List<Fact> facts) {
    List<ServiceState.TargetState> targetsBefore = incidents.states();
    List<ServiceState.RuleState> rulesBefore = switches.states();
    List<ServiceEvent> events = judge(settled.position(), commands(facts));
    boolean changed =
        !targetsBefore.equals(incidents.states()) || !rulesBefore.equals(switches.states());
    return new TickResult(
        events, settled.statements(), changed ? latest(settled.position()) : null);
  }

  private List<ServiceEvent> judge(Position position, List<KillSwitchCommand> commands) {
    List<ServiceEvent> events = new ArrayList<>(incidents.evaluate(position));
    events.addAll(switches.evaluate(position, commands, levels(position)));
    events.sort(ServiceEvent.WRITTEN_ORDER);
    return List.copyOf(events);
  }

  private TargetLevels levels(Position position) {
    Map<String, ServiceState.Level> levels = incidents.levels();
    return new TargetLevels() {
      @Override
      public ServiceState.Level level(String targetId) {
        return levels.get(targetId);
      }

      @Override
      public Rational reportedGap() {
        return incidents.reportedGap(position);
      }
    };
  }

  private ServiceState latest(Position position) {
    return new ServiceState(
        serviceId,
        position.tick(),
        position.plan() == null ? null : position.plan().version(),
        incidents.states(),
        switches.states());
  }

  private static List<KillSwitchCommand> commands(List<Fact> facts) {
    List<KillSwitchCommand> commands = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof KillSwitchCommand command) {
        commands.add(command);
      }
    }
    return commands;
  }
}
