package io.tripline.ledger.service;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.killswitch.KillSwitches;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.variance.Incidents;
import java.util.List;

/**
 * One service's ledger, advanced tick by tick. At a tick, first everything is booked: what the
 * slice that ended brought, what people's time posted, what became known. Then, if the tick is to
 * be evaluated, the targets and after them the rules are judged by the books as they stand.
 */
public final class ServiceLedger {
  /** What is remembered between ticks, besides the shelves. */
  public record State(
      Accounts.State accounts, Incidents.State incidents, KillSwitches.State switches) {}

  private final Accounts accounts;
  private final Judge judge;

  /** Takes up where {@code state} left off; null starts anew. */
  public ServiceLedger(
      LedgerSettings settings, String serviceId, State state, Accounts.Shelves shelves) {
    accounts = new Accounts(settings, serviceId, state == null ? null : state.accounts(), shelves);
    judge =
        new Judge(
            serviceId,
            state == null ? null : state.incidents(),
            state == null ? null : state.switches());
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
    Accounts.Settled settled = accounts.book(tick, facts, postings, judge::costPosted);
    TickResult result =
        evaluate ? evaluate(settled, facts) : new TickResult(List.of(), List.of(), null);
    accounts.turn(facts);
    return result;
  }

  /** What to remember. */
  public State state() {
    return new State(accounts.state(), judge.incidents(), judge.switches());
  }

  private TickResult evaluate(Accounts.Settled settled, List<Fact> facts) {
    Standing before = judge.standing();
    List<ServiceEvent> events = judge.judge(settled.position(), Judge.commands(facts));
    boolean changed = !before.equals(judge.standing());
    return new TickResult(
        List.copyOf(events),
        settled.statements(),
        changed ? judge.latest(settled.position()) : null);
  }
}
