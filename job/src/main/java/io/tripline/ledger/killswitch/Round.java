package io.tripline.ledger.killswitch;

import io.tripline.ledger.book.Position;
import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Command;
import io.tripline.ledger.event.KillSwitchEvent.Observed;
import io.tripline.ledger.event.KillSwitchEvent.Overrun;
import io.tripline.ledger.event.KillSwitchEvent.Reason;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.killswitch.Conditions.Verdict;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One evaluation of all switches of a service, at one tick. */
final class Round {
  private final String serviceId;
  private final Map<String, Switch> switches;
  private final Position position;
  private final Conditions conditions;
  private final RuleTime time;
  private final List<KillSwitchEvent> events = new ArrayList<>();

  Round(String serviceId, Map<String, Switch> switches, Position position, TargetLevels levels) {
    this.serviceId = serviceId;
    this.switches = switches;
    this.position = position;
    this.conditions = new Conditions(position, levels);
    this.time = new RuleTime(position);
  }

  /** Moves the switches and says how. */
  List<KillSwitchEvent> run(List<KillSwitchCommand> commands) {
    commands.forEach(this::obey);
    forgetWhatIsGone();
    rules().forEach(this::look);
    switches.replaceAll((ruleId, known) -> afterDeadline(known));
    switches.replaceAll((ruleId, known) -> afterDay(known));
    events.sort(Comparator.comparing(KillSwitchEvent::ruleId));
    return events;
  }

  private void obey(KillSwitchCommand command) {
    Switch known = inForceOrLatched(command.ruleId());
    Reason objection = Objections.to(command, known, position.lastPlan());
    if (objection != null) {
      say(Transition.COMMAND_REJECTED, command.ruleId(), known, command, null, objection);
      return;
    }
    Switch.Move move = known.commanded(command.action(), command.until());
    switches.put(known.ruleId(), move.to());
    say(move.says(), known.ruleId(), subject(known, move.to()), command, null, null);
  }

  /** Null if neither the plan in force has the rule nor has it tripped under an earlier one. */
  private Switch inForceOrLatched(String ruleId) {
    Switch known = switches.get(ruleId);
    Rule rule = rule(ruleId);
    if (rule != null) {
      return known == null ? Switch.armed(rule) : known.definedBy(rule);
    }
    return known != null && known.latched() ? known : null;
  }

  private void forgetWhatIsGone() {
    Reason reason = position.closed() ? Reason.CLOSED : Reason.DROPPED;
    switches
        .values()
        .removeIf(
            known -> {
              boolean gone = !known.latched() && !goesOn(known);
              if (gone && known.phase() == RulePhase.WARNED) {
                say(Transition.STOOD_DOWN, known.ruleId(), known, null, null, reason);
              }
              return gone;
            });
  }

  /** A rule of the same name in a plan after a closure is another one. */
  private boolean goesOn(Switch known) {
    return !position.closed() && rule(known.ruleId()) != null;
  }

  private void look(Rule rule) {
    Switch known = inForceOrLatched(rule.id());
    switches.put(rule.id(), known);
    if (!known.watches(position.tick()) || !position.counts(rule.during())) {
      return;
    }
    Verdict verdict = conditions.verdict(rule.when());
    if (verdict != Verdict.NO_DATA) {
      carryOut(known.seen(verdict == Verdict.ALL_HOLD, rule, position.tick(), time), known);
    }
  }

  private void carryOut(Switch.Move move, Switch before) {
    switches.put(before.ruleId(), move.to());
    if (move.says() != null) {
      say(move.says(), before.ruleId(), subject(before, move.to()), null, null, null);
    }
  }

  private Switch afterDeadline(Switch known) {
    Switch.Move move = known.due(position.tick());
    if (move.says() != null) {
      say(move.says(), known.ruleId(), move.to(), null, null, null);
    }
    return move.to();
  }

  private Switch afterDay(Switch known) {
    if (!known.endsDay(position.tick())) {
      return known;
    }
    Overrun overrun = known.overrun();
    if (overrun != null) {
      say(Transition.OVERRUN, known.ruleId(), known, null, overrun, null);
    }
    return known.nextDay();
  }

  /** An event tells of the warning or trip that it is about, also if it is the end of it. */
  private static Switch subject(Switch before, Switch after) {
    return after.phase() == RulePhase.ARMED ? before : after;
  }

  private void say(
      Transition transition,
      String ruleId,
      Switch about,
      KillSwitchCommand command,
      Overrun cost,
      Reason reason) {
    Plan plan = position.plan();
    List<Observed> observed = observed(ruleId);
    events.add(
        new KillSwitchEvent(
            EventNames.eventId(
                serviceId,
                ruleId,
                transition,
                position.tick(),
                command == null ? null : command.id()),
            transition,
            serviceId,
            position.tick(),
            plan == null ? null : plan.version(),
            ruleId,
            about == null ? null : about.action(),
            about == null ? null : about.mode(),
            about == null ? null : about.since(),
            about == null ? null : about.trippedAt(),
            about == null ? null : about.deadline(),
            observed,
            command(command),
            cost,
            reason,
            new SwitchHeadline(serviceId, ruleId, about, observed)
                .of(transition, command, cost, reason)));
  }

  private List<Observed> observed(String ruleId) {
    Rule rule = rule(ruleId);
    return rule == null ? List.of() : conditions.observed(rule.when());
  }

  private static Command command(KillSwitchCommand fact) {
    return fact == null
        ? null
        : new Command(
            fact.id(), fact.commandId(), fact.action(), fact.until(), fact.by(), fact.reason());
  }

  private List<Rule> rules() {
    return position.plan() == null ? List.of() : position.plan().rules();
  }

  private Rule rule(String ruleId) {
    return position.plan() == null ? null : position.plan().rule(ruleId);
  }
}
