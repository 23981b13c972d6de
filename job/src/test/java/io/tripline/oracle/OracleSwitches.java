package io.tripline.oracle;

import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Observed;
import io.tripline.ledger.event.KillSwitchEvent.Reason;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceState.Level;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A service's kill switches: who may move them, and what moves them by itself. */
final class OracleSwitches {
  private static final long DAY = 24 * 3_600_000L;
  private static final Set<RulePhase> LATCHED =
      EnumSet.of(RulePhase.TRIPPED, RulePhase.STANDING, RulePhase.CONFIRMED, RulePhase.OVERRIDDEN);

  private final OracleBook book;
  private final OracleTargets targets;
  private final Map<String, Switch> switches = new TreeMap<>();

  OracleSwitches(OracleBook book, OracleTargets targets) {
    this.book = book;
    this.targets = targets;
  }

  private static final class Switch {
    Rule rule;
    RulePhase phase = RulePhase.ARMED;
    Long since;
    Long trippedAt;
    Long deadline;
    Long until;
    long held;
    long failed;
    boolean failing;

    boolean latched() {
      return LATCHED.contains(phase);
    }

    void disarm() {
      phase = RulePhase.ARMED;
      since = null;
      trippedAt = null;
      deadline = null;
      until = null;
    }
  }

  /** Something that happened to a rule, before it is told what its conditions saw. */
  record Move(
      String ruleId,
      Rule rule,
      Transition transition,
      Long since,
      Long trippedAt,
      Long deadline,
      KillSwitchCommand command,
      KillSwitchEvent.Overrun cost,
      Reason reason) {}

  private Plan plan() {
    OraclePlans.InForce inForce = book.inForce();
    return inForce == null ? null : inForce.plan();
  }

  private Move move(
      String id, Switch s, Transition transition, KillSwitchCommand command, Reason reason) {
    Rule rule = ruleOf(id, s);
    return s == null
        ? new Move(id, rule, transition, null, null, null, command, null, reason)
        : new Move(id, rule, transition, s.since, s.trippedAt, s.deadline, command, null, reason);
  }

  private Rule ruleOf(String id, Switch s) {
    Rule planned = plan() == null ? null : plan().rule(id);
    return planned != null ? planned : s != null && s.latched() ? s.rule : null;
  }

  // ---- commands

  Move command(KillSwitchCommand command) {
    String id = command.ruleId();
    Switch s = switches.get(id);
    Reason objection = objection(command, s);
    if (objection != null) {
      boolean unknown = objection == Reason.UNKNOWN_RULE;
      return move(id, unknown ? null : s, Transition.COMMAND_REJECTED, command, objection);
    }
    return switch (command.action()) {
      case CONFIRM -> {
        s.phase = RulePhase.CONFIRMED;
        s.until = null;
        yield move(id, s, Transition.CONFIRMED, command, null);
      }
      case OVERRIDE -> {
        s.phase = RulePhase.OVERRIDDEN;
        s.until = command.until();
        yield move(id, s, Transition.OVERRIDDEN, command, null);
      }
      case REARM -> {
        Move move = move(id, s, Transition.REARMED, command, null);
        s.disarm();
        yield move;
      }
    };
  }

  private Reason objection(KillSwitchCommand command, Switch s) {
    boolean planned = plan() != null && plan().rule(command.ruleId()) != null;
    boolean latched = s != null && s.latched();
    if (!planned && !latched) {
      return Reason.UNKNOWN_RULE;
    }
    if (!mayOverride().contains(command.by())) {
      return Reason.NOT_IN_MAY_OVERRIDE;
    }
    boolean takes =
        latched && (command.action() == CommandAction.REARM || s.phase != RulePhase.CONFIRMED);
    if (!takes) {
      return Reason.STATE_DOES_NOT_TAKE_IT;
    }
    if (command.action() == CommandAction.OVERRIDE) {
      if (command.until() <= command.recordedAt()) {
        return Reason.UNTIL_PAST;
      }
      if (command.until() > command.recordedAt() + 30 * DAY) {
        return Reason.UNTIL_TOO_FAR;
      }
    }
    return null;
  }

  private List<String> mayOverride() {
    if (plan() != null) {
      return plan().mayOverride();
    }
    OraclePlans.InForce last = book.plans.lastBefore(book.tick);
    return last == null ? List.of() : last.plan().mayOverride();
  }

  // ---- what moves by itself

  List<Move> tick(boolean closed) {
    List<Move> moves = new ArrayList<>();
    Plan plan = plan();
    for (String id : List.copyOf(switches.keySet())) {
      Switch s = switches.get(id);
      boolean planned = !closed && plan != null && plan.rule(id) != null;
      if (!planned && !s.latched()) {
        switches.remove(id);
        if (s.phase == RulePhase.WARNED) {
          Reason reason = closed ? Reason.CLOSED : Reason.DROPPED;
          moves.add(
              new Move(id, s.rule, Transition.STOOD_DOWN, s.since, null, null, null, null, reason));
        }
      }
    }
    if (plan != null) {
      for (Rule rule : plan.rules()) {
        Switch s = switches.computeIfAbsent(rule.id(), id -> new Switch());
        s.rule = rule;
        if (targets.counts(rule.during())) {
          List<Seen> seen = rule.when().stream().map(this::see).toList();
          if (seen.stream().allMatch(Seen::data)) {
            moves.addAll(evaluate(rule, s, seen.stream().allMatch(Seen::holds)));
          }
        }
      }
    }
    switches.forEach(
        (id, s) -> {
          if (s.phase == RulePhase.TRIPPED && s.deadline != null && book.tick >= s.deadline) {
            s.phase = RulePhase.STANDING;
            moves.add(move(id, s, Transition.STANDING, null, null));
          }
          if (s.latched() && s.phase != RulePhase.OVERRIDDEN) {
            overrun(id, s, moves);
          }
        });
    return moves;
  }

  private List<Move> evaluate(Rule rule, Switch s, boolean holds) {
    List<Move> moves = new ArrayList<>();
    long slice = book.slices.length();
    switch (s.phase) {
      case ARMED -> {
        if (holds) {
          s.since = book.tick;
          s.held = 0;
          s.failing = false;
          if (rule.forMillis() == 0) {
            moves.add(trip(rule, s));
          } else {
            s.phase = RulePhase.WARNED;
            moves.add(move(rule.id(), s, Transition.WARNED, null, null));
          }
        }
      }
      case WARNED -> {
        if (holds) {
          s.failing = false;
          s.held += slice;
          if (s.held >= rule.forMillis()) {
            moves.add(trip(rule, s));
          }
        } else {
          s.failed = s.failing ? s.failed + slice : 0;
          s.failing = true;
          if (s.failed >= rule.clearAfterMillis()) {
            moves.add(move(rule.id(), s, Transition.STOOD_DOWN, null, null));
            s.disarm();
          }
        }
      }
      case OVERRIDDEN -> {
        if (book.tick >= s.until) {
          if (holds) {
            s.since = book.tick;
            s.until = null;
            moves.add(trip(rule, s));
          } else {
            moves.add(move(rule.id(), s, Transition.OVERRIDE_ENDED, null, null));
            s.disarm();
          }
        }
      }
      default -> {}
    }
    return moves;
  }

  private Move trip(Rule rule, Switch s) {
    s.phase = RulePhase.TRIPPED;
    s.trippedAt = book.tick;
    s.deadline = deadline(rule);
    return move(rule.id(), s, Transition.TRIPPED, null, null);
  }

  private Long deadline(Rule rule) {
    if (rule.certifyWithinMillis() == null) {
      return null;
    }
    long slice = book.slices.length();
    OracleCalendar calendar = book.calendarOf(plan().calendar());
    long counted = 0;
    for (long tick = book.tick; tick <= book.tick + 400 * DAY; tick += slice) {
      if (tick > book.tick
          && (rule.during() == During.ALWAYS || calendar.covers(tick - slice, tick))) {
        counted += slice;
      }
      if (counted >= rule.certifyWithinMillis()) {
        return tick;
      }
    }
    return null;
  }

  private void overrun(String id, Switch s, List<Move> moves) {
    long since = book.tick - s.trippedAt;
    if (since > 0 && since % DAY == 0) {
      long day = book.between(book.tick - DAY, book.tick).posted();
      if (day != 0) {
        long all = book.between(s.trippedAt, book.tick).posted();
        moves.add(
            new Move(
                id,
                ruleOf(id, s),
                Transition.OVERRUN,
                s.since,
                s.trippedAt,
                s.deadline,
                null,
                new KillSwitchEvent.Overrun(day, all),
                null));
      }
    }
  }

  // ---- conditions

  private record Seen(
      Condition condition,
      Target target,
      Ratio value,
      Ratio threshold,
      Level level,
      boolean holds) {
    boolean data() {
      return level != null;
    }
  }

  private Seen see(Condition condition) {
    return condition.onTarget() ? seeTarget(condition) : seeMetric(condition);
  }

  private Seen seeTarget(Condition condition) {
    Target target = plan().target(condition.targetId());
    OracleTargets.Reading reading =
        targets.counts(target.during()) ? targets.read(target) : OracleTargets.Reading.NO_DATA;
    if (!reading.hasData()) {
      return new Seen(condition, target, null, null, null, false);
    }
    boolean holds =
        reading.level() == Level.CRITICAL
            || (reading.level() == Level.WARNING && condition.is() == Severity.WARNING);
    return new Seen(condition, target, reading.actual(), reading.target(), reading.level(), holds);
  }

  private Seen seeMetric(Condition c) {
    Seen none = new Seen(c, null, null, null, null, false);
    if (targets.frozen(c.metric())) {
      return none;
    }
    Ratio value = targets.actual(c.metric(), c.window());
    if (value == null) {
      return none;
    }
    boolean above = c.side() == Condition.Side.ABOVE;
    Ratio easiest = null;
    for (Ratio threshold : thresholds(c)) {
      easiest =
          easiest == null ? threshold : above ? easiest.min(threshold) : easiest.max(threshold);
    }
    if (easiest == null) {
      return none;
    }
    boolean holds = above ? value.above(easiest) : easiest.above(value);
    return new Seen(c, null, value, easiest, Level.OK, holds);
  }

  private List<Ratio> thresholds(Condition c) {
    Ratio threshold = Ratio.of(c.threshold());
    List<Ratio> thresholds = new ArrayList<>();
    if (!c.percent()) {
      thresholds.add(threshold);
      return thresholds;
    }
    OracleSums window = book.window(c.window());
    List<OracleSums.Planned> baselines =
        switch (c.of()) {
          case CURRENT -> List.of(window.planned);
          case ORIGINAL -> List.of(window.original);
          case EITHER -> List.of(window.planned, window.original);
        };
    for (OracleSums.Planned baseline : baselines) {
      Ratio expected = OracleMetrics.baseline(c.metric(), baseline);
      if (expected != null) {
        thresholds.add(expected.times(threshold).over(Ratio.of(100)));
      }
    }
    return thresholds;
  }

  // ---- events

  KillSwitchEvent event(Move move) {
    KillSwitchCommand c = move.command();
    Rule rule = move.rule();
    return new KillSwitchEvent(
        OracleNames.event(
            book.service,
            move.ruleId(),
            move.transition().name(),
            book.tick,
            c == null ? null : c.id()),
        move.transition(),
        book.service,
        book.tick,
        plan() == null ? null : Integer.valueOf(plan().version()),
        move.ruleId(),
        rule == null ? null : rule.action(),
        rule == null ? null : rule.mode(),
        move.since(),
        move.trippedAt(),
        move.deadline(),
        observed(move.ruleId()),
        c == null
            ? null
            : new KillSwitchEvent.Command(
                c.id(), c.commandId(), c.action(), c.until(), c.by(), c.reason()),
        move.cost(),
        move.reason(),
        OracleTargets.NO_HEADLINE);
  }

  private List<Observed> observed(String ruleId) {
    Rule rule = plan() == null ? null : plan().rule(ruleId);
    if (rule == null) {
      return List.of();
    }
    List<Observed> observed = new ArrayList<>();
    for (Condition c : rule.when()) {
      Seen seen = see(c);
      Target target = seen.target();
      Severity level =
          seen.level() == Level.CRITICAL
              ? Severity.CRITICAL
              : seen.level() == Level.WARNING ? Severity.WARNING : null;
      observed.add(
          new Observed(
              c.targetId(),
              (target == null ? c.metric() : target.metric()).label(),
              target == null ? c.window() : target.window(),
              seen.value() == null ? null : seen.value().decimal(),
              seen.threshold() == null ? null : seen.threshold().decimal(),
              c.side(),
              level,
              seen.holds()));
    }
    return observed;
  }
}
