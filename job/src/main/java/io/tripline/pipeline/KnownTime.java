package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Arrival;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * How far known time has come in an operator, across restarts: Flink forgets the watermark with
 * every restart, and until the next one arrives, a fact for a tick that is over would not be seen
 * to be late.
 *
 * <p>Barriers are aligned, so all subtasks have reached the same watermark in a checkpoint; each
 * says so, and whichever of them had a reason to look at it is believed.
 */
final class KnownTime {
  private static final ListStateDescriptor<Long> REACHED =
      new ListStateDescriptor<>("known-time", Types.LONG);

  private final Slices slices;
  private long restored = Long.MIN_VALUE;
  private ListState<Long> reached;
  private TimerService timers;

  KnownTime(Slices slices) {
    this.slices = slices;
  }

  /** To be called when the function's state is set up. */
  void initialize(FunctionInitializationContext context) throws Exception {
    reached = context.getOperatorStateStore().getUnionListState(REACHED);
    for (long time : reached.get()) {
      restored = Math.max(restored, time);
    }
  }

  /** To be called when the function's state is saved. */
  void snapshot() throws Exception {
    // The end of all time, after a drained input, would make everything late that comes after it.
    boolean ended = timers == null || hasEnded(timers);
    reached.update(List.of(ended ? restored : now(timers)));
  }

  /** How far it had come before the restart; the beginning of all time before the first. */
  long restored() {
    return restored;
  }

  /** Nothing recorded up to this time is expected to arrive any more. */
  long now(TimerService timerService) {
    timers = timerService;
    return Math.max(restored, timerService.currentWatermark());
  }

  /**
   * The tick of something that stands at this time, or the next one to come if that one is over.
   */
  long tickOf(long timestamp, TimerService timerService) {
    return Math.max(slices.tickKnowing(timestamp), Arrival.nextTick(now(timerService), slices));
  }

  /**
   * Whether a clock that ticks by itself goes on to a tick: up to the end of the interval, or,
   * where it has none, until the input ends, with a watermark that is the end of all time.
   */
  static boolean comes(long tick, Interval interval, TimerService timerService) {
    return interval.to() == null ? !hasEnded(timerService) : interval.reaches(tick);
  }

  private static boolean hasEnded(TimerService timerService) {
    return timerService.currentWatermark() == Long.MAX_VALUE;
  }
}
