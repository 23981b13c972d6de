package io.tripline.pipeline;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.event.ServiceState.RuleState;
import io.tripline.ledger.event.ServiceState.TargetState;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.service.Standing;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What stands open in the ledgers of a subtask, and how far they have come, for whoever watches the
 * job. Of services that a subtask does not keep it says nothing: whoever adds up over subtasks
 * counts each service once.
 *
 * <pre>
 *   services                                        services that have a ledger
 *   known_time_timestamp_seconds                    all ticks up to it are evaluated; 0 before the first
 *   ticks_behind                                    ticks that the clock has passed since; 0 before the first
 *   open_incidents{severity}                        announced, and not resolved
 *   latched_switches{action, mode, phase}           that only a command, or the end of an override, clears
 * </pre>
 */
final class LedgerMetrics {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final long NEVER = Long.MIN_VALUE;

  private final Slices slices;
  private final LongSupplier clock;
  private final Map<Severity, AtomicLong> incidents = new EnumMap<>(Severity.class);
  private final Map<Latch, AtomicLong> latches = new HashMap<>();
  private final AtomicLong services = new AtomicLong();

  /** What is counted above, of each service that has anything. */
  private final Map<String, Open> open = new HashMap<>();

  private volatile long knownTime = NEVER;

  /** A switch, as far as it is counted apart. */
  private record Latch(Rule.Action action, Rule.Mode mode, RulePhase phase) {
    static Latch of(RuleState rule) {
      return new Latch(rule.action(), rule.mode(), rule.phase());
    }
  }

  /** What stands open of a service. */
  private record Open(List<Severity> incidents, List<Latch> latches) {
    static final Open NOTHING = new Open(List.of(), List.of());

    static Open of(Standing standing) {
      return new Open(
          standing.targets().stream()
              .filter(target -> target.severity() != null)
              .map(TargetState::severity)
              .toList(),
          standing.rules().stream()
              .filter(rule -> rule.phase().isLatched())
              .map(Latch::of)
              .toList());
    }
  }

  /**
   * @param metrics the job's group of the operator
   * @param clock milliseconds since the epoch; asked by whoever reads the metrics
   */
  LedgerMetrics(MetricGroup metrics, Slices slices, LongSupplier clock) {
    this.slices = slices;
    this.clock = clock;
    metrics.gauge("services", (Gauge<Long>) services::get);
    metrics.gauge("known_time_timestamp_seconds", (Gauge<Double>) this::knownTimeSeconds);
    metrics.gauge("ticks_behind", (Gauge<Long>) this::ticksBehind);
    for (Severity severity : Severity.values()) {
      AtomicLong count = new AtomicLong();
      incidents.put(severity, count);
      JobMetrics.labelled(metrics, "severity", severity)
          .gauge("open_incidents", (Gauge<Long>) count::get);
    }
    for (Rule.Action action : Rule.Action.values()) {
      for (Rule.Mode mode : Rule.Mode.values()) {
        for (RulePhase phase : RulePhase.values()) {
          if (phase.isLatched()) {
            latches.put(new Latch(action, mode, phase), new AtomicLong());
          }
        }
      }
    }
    latches.forEach((latch, count) -> register(latch, count, metrics));
  }

  private static void register(Latch latch, AtomicLong count, MetricGroup metrics) {
    MetricGroup group = JobMetrics.labelled(metrics, "action", latch.action());
    group = JobMetrics.labelled(group, "mode", latch.mode());
    group = JobMetrics.labelled(group, "phase", latch.phase());
    group.gauge("latched_switches", (Gauge<Long>) count::get);
  }

  /** A service has a ledger from now on. */
  void begun() {
    services.incrementAndGet();
  }

  /** Where the targets and rules of a service are now. */
  void stands(String serviceId, Standing standing) {
    Open now = Open.of(standing);
    Open before = now.equals(Open.NOTHING) ? open.remove(serviceId) : open.put(serviceId, now);
    if (before != null) {
      add(-1, before);
    }
    add(1, now);
  }

  private void add(long sign, Open what) {
    addTo(incidents, what.incidents(), sign);
    addTo(latches, what.latches(), sign);
  }

  private static <T> void addTo(Map<T, AtomicLong> counts, Collection<T> what, long sign) {
    what.forEach(one -> counts.get(one).addAndGet(sign));
  }

  /** Nothing recorded up to this time is awaited any more, and all ticks up to it are evaluated. */
  void reached(long time) {
    if (time != Long.MAX_VALUE) {
      knownTime = Math.max(knownTime, time);
    }
  }

  private double knownTimeSeconds() {
    return knownTime == NEVER ? 0 : knownTime / MILLIS_PER_SECOND;
  }

  /** The timer of a tick is at the millisecond before it. */
  private long ticksBehind() {
    if (knownTime == NEVER) {
      return 0;
    }
    long passed = slices.floor(clock.getAsLong()) - slices.floor(knownTime + 1);
    return Math.max(0, passed / slices.length());
  }
}
