package io.tripline.backtest.trial;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.service.Judge;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A candidate in its run: the judge by its plan, and notes of what events do not tell. Between
 * events it costs what the judge costs.
 *
 * <p>Where the interval is split, a second judge begins anew there, so that what is said behind the
 * split does not depend on what was tripped before it. The two see the same books: once they stand
 * alike, they will for ever, and the second is let go.
 */
final class Contestant {
  private final int candidate;
  private final Plan plan;
  private final LongFunction<Aftermath> aftermaths;
  private final Judge judge;
  private final Notes notes;

  /** Null where nothing is split, or once it stands as the first one does. */
  private Judge second;

  /** Null as long as nothing is split. */
  private Notes notesBehindSplit;

  /**
   * @param aftermaths what to add up from a tick on in
   */
  Contestant(Trial.Entrant entrant, LongFunction<Aftermath> aftermaths) {
    this.candidate = entrant.candidate();
    this.plan = entrant.plan();
    this.aftermaths = aftermaths;
    this.judge = new Judge(plan.serviceId(), null, null);
    this.notes = new Notes(plan, aftermaths);
  }

  void costPosted(Spread cost, long from, long to) {
    judge.costPosted(cost, from, to);
    if (second != null) {
      second.costPosted(cost, from, to);
    }
  }

  /**
   * Ends the part before the split, and begins the one behind it.
   *
   * @return what there is to say of the part before
   */
  Outcome split(long slice) {
    second = new Judge(plan.serviceId(), null, null);
    notesBehindSplit = new Notes(plan, aftermaths);
    return notes.outcome(candidate, Part.IN_SAMPLE, slice);
  }

  /** Judges a tick by the candidate's plan. */
  void judge(Position books, List<KillSwitchCommand> commands, Consumer<Finding> findings) {
    Position position = new CandidatePosition(books, plan);
    List<ServiceEvent> said = judge.judge(position, commands);
    notes.take(position, judge, said);
    boolean alike = notesBehindSplit != null && second == null;
    said.forEach(event -> findings.accept(new Finding(candidate, true, alike, event)));
    if (alike) {
      notesBehindSplit.take(position, judge, said);
    } else if (second != null) {
      List<ServiceEvent> anew = second.judge(position, commands);
      notesBehindSplit.take(position, second, anew);
      anew.forEach(event -> findings.accept(new Finding(candidate, false, true, event)));
      if (second.standsAs(judge)) {
        second = null;
      }
    }
  }

  /** Tells what there is to say in the end. */
  void end(long slice, Consumer<Outcome> outcomes) {
    outcomes.accept(notes.outcome(candidate, Part.WHOLE, slice));
    if (notesBehindSplit != null) {
      outcomes.accept(notesBehindSplit.outcome(candidate, Part.OUT_OF_SAMPLE, slice));
    }
  }
}
