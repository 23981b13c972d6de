package io.tripline.backtest.trial;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.book.PostingObserver;
import io.tripline.ledger.book.Tally;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.inmemory.MapShelf;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.service.Judge;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A trial, advanced tick by tick as a service's ledger is: everything is booked once, and then
 * every candidate judges the books.
 */
final class TrialRun {
  private final LedgerSettings settings;
  private final Accounts accounts;
  private final List<Contestant> contestants;
  private final TreeMap<Long, Aftermath> aftermaths = new TreeMap<>();
  private final TreeMap<Long, Statement> hours = new TreeMap<>();
  private final PostingObserver observer = new Observer();

  TrialRun(LedgerSettings settings, Trial trial) {
    this.settings = settings;
    this.accounts =
        new Accounts(
            settings,
            trial.serviceId(),
            null,
            new Accounts.Shelves(new MapShelf<>(), new MapShelf<>(), new MapShelf<>()));
    this.contestants =
        trial.entrants().stream().map(e -> new Contestant(e, this::aftermath)).toList();
  }

  /**
   * Takes in what became known at a tick. Ticks follow one another without a gap from the first one
   * at which anything was known.
   *
   * @param facts cost, ticket and governance facts of the service, in known order; of plans, only
   *     the trial's
   * @param evaluate false before the interval that is to be evaluated
   * @param findings takes what candidates announce
   */
  void tick(
      long tick,
      List<Fact> facts,
      List<LaborPosting> postings,
      boolean evaluate,
      Consumer<Finding> findings) {
    Accounts.Settled settled = accounts.book(tick, facts, postings, observer);
    retain(settled, tick);
    if (evaluate) {
      settled.statements().forEach(statement -> hours.put(statement.hour(), statement));
      List<KillSwitchCommand> commands = Judge.commands(facts);
      for (Contestant contestant : contestants) {
        contestant.judge(settled.position(), commands, findings);
      }
    }
    accounts.turn(facts);
  }

  /** The last statement of every hour, in order. */
  Collection<Statement> hours() {
    return hours.values();
  }

  /** Ends one part of the interval between two ticks, and tells what there is to say of it. */
  void split(Consumer<Outcome> outcomes) {
    contestants.forEach(c -> outcomes.accept(c.split(settings.slices().length())));
  }

  /** Tells what there is to say of each candidate in the end. */
  void end(Consumer<Outcome> outcomes) {
    contestants.forEach(c -> c.end(settings.slices().length(), outcomes));
  }

  private void retain(Accounts.Settled settled, long tick) {
    if (!aftermaths.isEmpty()) {
      long retainer = settled.position().retainer();
      long slice = tick - settings.slices().length();
      aftermaths.values().forEach(aftermath -> aftermath.retained(slice, retainer));
    }
  }

  /** Shared by all that tripped at a tick. */
  private Aftermath aftermath(long tick) {
    return aftermaths.computeIfAbsent(tick, Aftermath::new);
  }

  private final class Observer implements PostingObserver {
    @Override
    public void costPosted(Spread cost, long from, long to) {
      for (Contestant contestant : contestants) {
        contestant.costPosted(cost, from, to);
      }
    }

    @Override
    public void posted(long slice, Tally amounts) {
      for (Aftermath aftermath : aftermaths.values()) {
        aftermath.posted(slice, amounts);
      }
    }

    @Override
    public void charged(CostCategory category, Spread charge, long from, long to) {
      for (Aftermath aftermath : aftermaths.values()) {
        aftermath.charged(category, charge, from, to);
      }
    }
  }
}
