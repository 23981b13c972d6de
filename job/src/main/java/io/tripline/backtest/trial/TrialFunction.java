package io.tripline.backtest.trial;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.admission.KnownOrder;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.RecordTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Runs the trial it is keyed by, at every tick from the first at which anything was known of its
 * service to the end of the interval.
 *
 * <p>What it remembers it keeps in plain fields, by key. A backtest is never restored, it is run
 * again; so nothing of this is ever written down, and the judges of a hundred candidates need not
 * be put together anew at every tick.
 */
final class TrialFunction extends KeyedProcessFunction<Integer, TrialInput, Finding> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<HourOfBooks> HOURS =
      new OutputTag<>("hours", RecordTypes.of(HourOfBooks.class));
  static final OutputTag<Outcome> OUTCOMES =
      new OutputTag<>("outcomes", RecordTypes.of(Outcome.class));

  private final LedgerSettings settings;
  private final Interval interval;
  private final Long split;
  private final ArrayList<Trial> trials;
  private transient Map<Integer, Running> running;

  /** A trial and what waits for its ticks. */
  private static final class Running {
    final TrialRun run;
    final TreeMap<Long, Known> waiting = new TreeMap<>();
    boolean isSplit;

    Running(TrialRun run) {
      this.run = run;
    }
  }

  /** What is known at a tick. */
  private static final class Known {
    final List<Fact> facts = new ArrayList<>();
    final List<LaborPosting> postings = new ArrayList<>();
  }

  /**
   * @param interval with an end
   * @param split the last tick of its first part, or null if it has only one
   */
  TrialFunction(LedgerSettings settings, Interval interval, Long split, List<Trial> trials) {
    this.settings = settings;
    this.interval = interval;
    this.split = split;
    this.trials = new ArrayList<>(trials);
  }

  @Override
  public void processElement(TrialInput input, Context context, Collector<Finding> out) {
    long tick = settings.slices().tickKnowing(context.timestamp());
    if (!interval.reaches(tick)) {
      return;
    }
    Known known = running(input.trial()).waiting.computeIfAbsent(tick, unused -> new Known());
    if (input.fact() == null) {
      known.postings.add(input.posting());
    } else {
      known.facts.add(input.fact());
    }
    context.timerService().registerEventTimeTimer(tick - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out) {
    long tick = timestamp + 1;
    Running trial = running(context.getCurrentKey());
    Known known = trial.waiting.remove(tick);
    Known now = known == null ? new Known() : known;
    now.facts.sort(KnownOrder.INSTANCE);
    if (split != null && tick > split && !trial.isSplit) {
      trial.isSplit = true;
      trial.run.split(outcome -> context.output(OUTCOMES, outcome));
    }
    trial.run.tick(tick, now.facts, now.postings, interval.evaluates(tick), out::collect);
    long next = tick + settings.slices().length();
    if (interval.reaches(next)) {
      context.timerService().registerEventTimeTimer(next - 1);
    } else {
      end(context);
    }
  }

  private void end(OnTimerContext context) {
    int number = context.getCurrentKey();
    TrialRun run = running(number).run;
    run.hours().forEach(hour -> context.output(HOURS, new HourOfBooks(number, hour)));
    run.end(outcome -> context.output(OUTCOMES, outcome));
    running.remove(number);
  }

  private Running running(int number) {
    if (running == null) {
      running = new HashMap<>();
    }
    return running.computeIfAbsent(
        number, unused -> new Running(new TrialRun(settings, trials.get(number))));
  }
}
