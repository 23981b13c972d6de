package io.tripline.oracle;

import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.event.VarianceEvent.Transition;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.ledger.fact.StatusReported;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service's targets: what they say at a tick, and where they are in their lives. */
final class OracleTargets {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final String UNPLANNED = "unplanned";

  /** Of the wording, the oracle says nothing. */
  static final Headline NO_HEADLINE = Headline.of("");

  private final OracleBook book;
  private final Map<String, Watch> watches = new TreeMap<>();

  private long lifeStart;

  /** The tick since which there has always been a CRITICAL variance. */
  private Long criticalSince;

  private final List<VarianceEvent> events = new ArrayList<>();

  OracleTargets(OracleBook book) {
    this.book = book;
  }

  /** Where a target is in its life. */
  private static final class Watch {
    String metric;
    Metric planned;
    Window window;
    TargetPhase phase = TargetPhase.QUIET;
    Severity severity;
    String incident;
    long since;
    long openedAt;
    long counted;
    long lastEvent;
    Ratio lastExcess;

    boolean open() {
      return phase == TargetPhase.OPEN || phase == TargetPhase.RECOVERING;
    }
  }

  /**
   * What a target says at a tick.
   *
   * @param cleared whether the excess is within {@code clear} or {@code floor}
   */
  record Reading(Level level, Ratio actual, Ratio target, Ratio excess, boolean cleared) {
    static final Reading NO_DATA = new Reading(Level.NO_DATA, null, null, null, false);
    static final Reading FROZEN = new Reading(Level.FROZEN, null, null, null, false);

    boolean hasData() {
      return level != Level.NO_DATA && level != Level.FROZEN;
    }
  }

  List<VarianceEvent> tick(boolean closed) {
    events.clear();
    OraclePlans.InForce last = book.plans.lastBefore(book.tick - book.slices.length());
    lifeStart = last == null ? 0 : last.life().start();
    OraclePlans.InForce inForce = book.inForce();
    Plan plan = inForce == null ? null : inForce.plan();
    forgetMissing(plan, closed);
    lifeStart = plan == null ? 0 : inForce.life().start();
    if (plan != null) {
      // what a target is on now decides whether its incident counts as another's
      plan.targets().forEach(this::watch);
      for (Target target : plan.targets()) {
        if (target.metric() != Metric.REPORTED_GAP) {
          move(target);
        }
      }
      plan.feedSilence().forEach(this::moveSilence);
    }
    moveUnplanned(plan);
    criticalSince =
        !critical() ? null : criticalSince == null ? Long.valueOf(book.tick) : criticalSince;
    if (plan != null) {
      for (Target target : plan.targets()) {
        if (target.metric() == Metric.REPORTED_GAP) {
          move(target);
        }
      }
    }
    return events;
  }

  private void forgetMissing(Plan plan, boolean closed) {
    for (String id : List.copyOf(watches.keySet())) {
      boolean there =
          id.equals(UNPLANNED)
              || (!closed && plan != null && (plan.target(id) != null || silence(plan, id)));
      if (!there) {
        Watch watch = watches.remove(id);
        if (watch.open()) {
          emit(
              id,
              watch,
              Transition.RESOLVED,
              null,
              null,
              closed ? VarianceEvent.Reason.CLOSED : VarianceEvent.Reason.DROPPED);
        }
      }
    }
  }

  private static boolean silence(Plan plan, String id) {
    return plan.feedSilence().keySet().stream().anyMatch(feed -> silenceId(feed).equals(id));
  }

  private static String silenceId(Feed feed) {
    return "silence-" + feed.name().toLowerCase(java.util.Locale.ROOT);
  }

  // ---- what they say

  /** Whether something that counts {@code during} is looked at now. */
  boolean counts(During during) {
    OraclePlans.InForce inForce = book.inForce();
    return during == During.ALWAYS
        || book.calendarOf(inForce.plan().calendar())
            .covers(book.tick - book.slices.length(), book.tick);
  }

  /** What a target says now, whether or not it is looked at. */
  Reading read(Target target) {
    if (frozen(target.metric())) {
      return Reading.FROZEN;
    }
    Ratio actual = actual(target.metric(), target.window());
    Ratio bound = bound(target);
    if (actual == null || bound == null) {
      return Reading.NO_DATA;
    }
    Ratio excess =
        target.direction() == Target.Direction.AT_LEAST ? bound.minus(actual) : actual.minus(bound);
    Ratio floor = Ratio.of(target.floor());
    boolean warning = excess.above(tolerance(target.warn(), bound)) && excess.above(floor);
    boolean critical =
        warning && target.critical() != null && excess.above(tolerance(target.critical(), bound));
    boolean beyondClear = excess.above(tolerance(target.clear(), bound)) && excess.above(floor);
    return new Reading(
        critical ? Level.CRITICAL : warning ? Level.WARNING : Level.OK,
        actual,
        bound,
        excess,
        !beyondClear);
  }

  Ratio bound(Target target) {
    if (!target.baseline()) {
      return Ratio.of(target.bound());
    }
    OracleSums window = book.window(target.window());
    return window == null ? null : OracleMetrics.baseline(target.metric(), window.planned);
  }

  private static Ratio tolerance(Tolerance tolerance, Ratio bound) {
    Ratio value = Ratio.of(tolerance.value());
    return tolerance.percent() ? bound.abs().times(value).over(Ratio.of(100)) : value;
  }

  /** A metric now. */
  Ratio actual(Metric metric, Window window) {
    return metric == Metric.REPORTED_GAP
        ? Ratio.of(reportedGap())
        : OracleMetrics.actual(book, metric, window);
  }

  boolean frozen(Metric metric) {
    return metric.needs().stream().anyMatch(this::silent);
  }

  private boolean silent(Feed feed) {
    Long allowed = book.inForce().plan().feedSilence().get(feed);
    return allowed != null && silence(feed) > allowed;
  }

  private long silence(Feed feed) {
    OraclePlans.InForce inForce = book.inForce();
    Long newest = book.newest(feed);
    long start = inForce.life().start();
    return book.calendarOf(inForce.plan().calendar())
        .workingTime(newest == null ? start : Math.max(newest, start), book.tick);
  }

  private long reportedGap() {
    Long green = null;
    for (Fact fact : book.governance()) {
      if (fact instanceof StatusReported status) {
        if (status.status() != ReportedStatus.GREEN) {
          green = null;
        } else if (green == null) {
          green = status.recordedAt();
        }
      }
    }
    return green == null || criticalSince == null ? 0 : book.tick - Math.max(green, criticalSince);
  }

  /** Whether the worst is open at all; variances on reported_gap itself don't count. */
  private boolean critical() {
    return watches.values().stream()
        .anyMatch(
            w -> w.planned != Metric.REPORTED_GAP && w.open() && w.severity == Severity.CRITICAL);
  }

  // ---- how they move

  private void move(Target target) {
    Watch watch = watch(target);
    if (!counts(target.during())) {
      return;
    }
    Reading reading = read(target);
    if (reading.hasData()) {
      move(target.id(), watch, reading, target.forMillis(), target.clearAfterMillis(), target);
    }
  }

  private void moveSilence(Feed feed, long allowed) {
    Watch watch = watch(silenceId(feed), "silence", null, null);
    if (counts(During.WORK)) {
      long silence = silence(feed);
      Ratio excess = Ratio.of(silence - allowed);
      boolean silent = silence > allowed;
      Reading reading =
          new Reading(
              silent ? Level.CRITICAL : Level.OK,
              Ratio.of(silence),
              Ratio.of(allowed),
              excess,
              !silent);
      move(silenceId(feed), watch, reading, 0, 0, null);
    }
  }

  private void moveUnplanned(Plan plan) {
    long from = book.tick - DAY;
    OraclePlans.InForce last = book.plans.lastBefore(book.tick);
    if (last != null) {
      from = Math.max(from, Math.min(book.tick, last.until()));
    }
    OracleSums day = book.between(from, book.tick);
    boolean unplanned = plan == null && (day.posted() != 0 || day.own + day.visiting != 0);
    if (!unplanned && !watches.containsKey(UNPLANNED)) {
      return;
    }
    Ratio cost = Ratio.millionths(day.posted());
    Reading reading =
        new Reading(unplanned ? Level.CRITICAL : Level.OK, cost, Ratio.ZERO, cost, !unplanned);
    move(UNPLANNED, watch(UNPLANNED, UNPLANNED, null, null), reading, 0, DAY, null);
  }

  private Watch watch(Target target) {
    return watch(target.id(), target.metric().label(), target.metric(), target.window());
  }

  private Watch watch(String id, String metric, Metric planned, Window window) {
    Watch watch = watches.computeIfAbsent(id, i -> new Watch());
    watch.metric = metric;
    watch.planned = planned;
    watch.window = window;
    return watch;
  }

  private void move(
      String id, Watch w, Reading reading, long forMillis, long clearAfter, Target target) {
    long slice = book.slices.length();
    long now = book.tick;
    int said = events.size();
    boolean breached = reading.level() != Level.OK;
    Severity severity = reading.level() == Level.CRITICAL ? Severity.CRITICAL : Severity.WARNING;
    boolean worse = breached && w.open() && severity.compareTo(w.severity) > 0;
    switch (w.phase) {
      case QUIET, PENDING -> {
        boolean first = w.phase == TargetPhase.QUIET;
        if (!breached) {
          w.phase = TargetPhase.QUIET;
        } else {
          w.phase = TargetPhase.PENDING;
          w.since = first ? now : w.since;
          w.counted = first ? 0 : w.counted + slice;
          if (w.counted >= forMillis) {
            w.phase = TargetPhase.OPEN;
            w.severity = severity;
            w.openedAt = now;
            w.incident = OracleNames.incident(book.service, id, now);
            emit(id, w, Transition.OPENED, reading, target, null);
          }
        }
      }
      case OPEN, RECOVERING -> {
        if (worse) {
          w.severity = severity;
          emit(id, w, Transition.ESCALATED, reading, target, null);
        }
        if (!reading.cleared()) {
          w.phase = TargetPhase.OPEN;
        } else {
          w.counted = w.phase == TargetPhase.OPEN ? 0 : w.counted + slice;
          w.phase = TargetPhase.RECOVERING;
          if (w.counted >= clearAfter) {
            emit(id, w, Transition.RESOLVED, reading, target, null);
            w.phase = TargetPhase.QUIET;
          }
        }
      }
    }
    if (w.phase == TargetPhase.OPEN && events.size() == said && newsworthy(w, reading.excess())) {
      emit(id, w, Transition.UPDATED, reading, target, null);
    }
  }

  private boolean newsworthy(Watch w, Ratio excess) {
    long age = book.tick - w.lastEvent;
    boolean twice = excess.compareTo(w.lastExcess.times(2)) >= 0;
    boolean half = excess.times(2).compareTo(w.lastExcess) <= 0;
    return excess.compareTo(w.lastExcess) != 0 && (age >= DAY || (age >= HOUR && (twice || half)));
  }

  private void emit(
      String id,
      Watch w,
      Transition transition,
      Reading reading,
      Target target,
      VarianceEvent.Reason reason) {
    w.lastEvent = book.tick;
    w.lastExcess = reading == null ? null : reading.excess();
    OraclePlans.InForce inForce = book.inForce();
    OracleSums window =
        target == null || target.metric() == Metric.REPORTED_GAP
            ? null
            : book.window(target.window());
    boolean accrues = target != null && target.metric().needs().contains(Feed.COST);
    events.add(
        new VarianceEvent(
            OracleNames.event(book.service, id, transition.name(), book.tick, null),
            transition,
            book.service,
            book.tick,
            inForce == null ? null : Integer.valueOf(inForce.plan().version()),
            w.incident,
            id,
            w.metric,
            w.window,
            w.window == null ? null : Long.valueOf(book.nominalStart(w.window, lifeStart)),
            w.window == null ? null : Long.valueOf(book.tick),
            reading == null ? null : reading.actual().decimal(),
            reading == null ? null : reading.target().decimal(),
            reading == null ? null : reading.excess().decimal(),
            w.severity,
            w.since,
            w.openedAt,
            window == null ? List.of() : OracleLeaves.of(target, reading, window),
            window == null ? List.of() : OracleLeaves.flows(target.metric(), window, book.service),
            accrues ? OracleSums.sum(window.accrued) : 0,
            NO_HEADLINE,
            reason));
  }
}
