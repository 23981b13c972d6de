package io.tripline.oracle;

import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.KillSwitchCommand;
import java.util.ArrayList;
import java.util.List;

/** A service's targets and rules from tick to tick. */
final class OracleVerdicts {
  private final OracleBook book;
  private final OracleTargets targets;
  private final OracleSwitches switches;
  private OraclePlans.Life life;

  OracleVerdicts(OracleBook book) {
    this.book = book;
    targets = new OracleTargets(book);
    switches = new OracleSwitches(book, targets);
  }

  /** All events of the tick that the book stands at. */
  List<ServiceEvent> tick(List<Fact> facts) {
    OraclePlans.InForce inForce = book.inForce();
    boolean closed = life != null && (inForce == null || inForce.life().start() != life.start());
    life = inForce == null ? null : inForce.life();
    List<OracleSwitches.Move> moves = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof KillSwitchCommand command) {
        moves.add(switches.command(command));
      }
    }
    List<ServiceEvent> events = new ArrayList<>(targets.tick(closed));
    moves.addAll(switches.tick(closed));
    moves.forEach(move -> events.add(switches.event(move)));
    return events;
  }
}
