package io.tripline.pipeline;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Shelf;
import io.tripline.ledger.admission.KnownOrder;
import io.tripline.ledger.book.Accounts;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.service.ServiceLedger;
import io.tripline.ledger.service.Standing;
import io.tripline.ledger.service.TickResult;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the ledger of the service it is keyed by, and evaluates it at every tick from the first at
 * which anything was known of it. To be run by a {@link LedgerOperator}.
 */
final class LedgerFunction extends KeyedCoProcessFunction<String, Fact, LaborPosting, ServiceEvent>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final LedgerSettings settings;
  private final Interval interval;

  private transient KnownTime knownTime;
  private transient WaitingRoom<Fact> facts;
  private transient WaitingRoom<LaborPosting> postings;
  private transient ValueStateDescriptor<ServiceLedger.State> ledger;
  private transient ValueState<ServiceLedger.State> state;
  private transient Accounts.Shelves shelves;
  private transient LedgerMetrics metrics;

  LedgerFunction(LedgerSettings settings, Interval interval) {
    this.settings = settings;
    this.interval = interval;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    knownTime = new KnownTime(settings.slices());
    knownTime.initialize(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    knownTime.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    facts = new WaitingRoom<>(getRuntimeContext(), "facts", RecordTypes.of(Fact.class));
    postings =
        new WaitingRoom<>(getRuntimeContext(), "postings", RecordTypes.of(LaborPosting.class));
    ledger = new ValueStateDescriptor<>("ledger", RecordTypes.of(ServiceLedger.State.class));
    state = getRuntimeContext().getState(ledger);
    shelves =
        new Accounts.Shelves(
            shelf("hours", Types.LONG, RecordTypes.of(HourBook.class)),
            shelf("tickets", Types.STRING, RecordTypes.of(TicketHistory.class)),
            shelf("labor", Types.LONG, RecordTypes.of(LaborHour.class)));
  }

  private <K, V> Shelf<K, V> shelf(
      String name, TypeInformation<K> keys, TypeInformation<V> values) {
    return new MapStateShelf<>(
        getRuntimeContext().getMapState(new MapStateDescriptor<>(name, keys, values)));
  }

  /** What ledgers are kept in. */
  ValueStateDescriptor<ServiceLedger.State> ledger() {
    return ledger;
  }

  /**
   * Says from now on what stands open and how far it has come; to be called when it is open.
   *
   * @param clock milliseconds since the epoch
   */
  void measure(MetricGroup group, LongSupplier clock) {
    metrics = new LedgerMetrics(group, settings.slices(), clock);
    metrics.reached(knownTime.restored());
  }

  /** Takes in a ledger that it was restored with. */
  void restored(String serviceId, ServiceLedger.State remembered) {
    metrics.begun();
    metrics.stands(serviceId, Standing.of(serviceId, remembered));
  }

  /** Takes in that all timers up to a time have fired. */
  void reached(long time) {
    metrics.reached(time);
  }

  @Override
  public void processElement1(Fact fact, Context context, Collector<ServiceEvent> out)
      throws Exception {
    facts.add(comeAt(context), fact);
  }

  @Override
  public void processElement2(LaborPosting posting, Context context, Collector<ServiceEvent> out)
      throws Exception {
    postings.add(comeAt(context), posting);
  }

  private long comeAt(Context context) {
    long tick = knownTime.tickOf(context.timestamp(), context.timerService());
    context.timerService().registerEventTimeTimer(tick - 1);
    return tick;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ServiceEvent> out)
      throws Exception {
    long tick = timestamp + 1;
    List<Fact> known = facts.take(tick);
    known.sort(KnownOrder.INSTANCE);
    ServiceLedger.State before = state.value();
    ServiceLedger service = new ServiceLedger(settings, context.getCurrentKey(), before, shelves);
    TickResult result = service.tick(tick, known, postings.take(tick), interval.evaluates(tick));
    state.update(service.state());
    if (before == null) {
      metrics.begun();
    }
    result.events().forEach(out::collect);
    result
        .statements()
        .forEach(statement -> context.output(TriplinePipeline.STATEMENTS, statement));
    if (result.state() != null) {
      metrics.stands(context.getCurrentKey(), Standing.of(result.state()));
      context.output(TriplinePipeline.STATES, result.state());
    }
    comeAgainAt(tick + settings.slices().length(), context.timerService());
  }

  /**
   * A service is evaluated at every tick, whether or not anything is heard of it; also on the way
   * to what waits for a tick beyond the last watermark of an input without an end.
   */
  private void comeAgainAt(long tick, TimerService timers) throws Exception {
    if (KnownTime.comes(tick, interval, timers) || somethingWaits()) {
      timers.registerEventTimeTimer(tick - 1);
    }
  }

  private boolean somethingWaits() throws Exception {
    return !facts.isEmpty() || !postings.isEmpty();
  }
}
