package io.tripline.ledger.properties;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.ServiceState.TargetPhase;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.person.LaborPosting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What holds of whatever a run says, whichever history it was. Each answers with what breaks it,
 * with nothing if all is well.
 */
final class Invariants {
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  private Invariants() {}

  /**
   * Leaves sum exactly to the distance from the target: of revenue and margin {@code actual −
   * target}, of cost {@code target − actual}; of utilization and diversion to the excess times the
   * capacity, which a metric with data has at least an hour of.
   */
  static List<String> leavesSumToVariance(Collection<ServiceEvent> events) {
    List<String> broken = new ArrayList<>();
    for (ServiceEvent any : events) {
      if (any instanceof VarianceEvent event && !event.leaves().isEmpty()) {
        long sum = event.leaves().stream().mapToLong(Leaf::amount).sum();
        boolean right =
            switch (event.metric()) {
              case "revenue", "margin" -> sum == micros(event.actual().subtract(event.target()));
              case "cost" -> sum == micros(event.target().subtract(event.actual()));
              case "utilization", "diversion" -> isExcessOfCapacity(sum, event.excess());
              default -> true;
            };
        if (!right) {
          broken.add("leaves sum to " + sum + " in " + event);
        }
      }
    }
    return broken;
  }

  private static long micros(BigDecimal money) {
    return money.multiply(MICROS).longValueExact();
  }

  private static boolean isExcessOfCapacity(long sum, BigDecimal excess) {
    double capacity = sum / excess.doubleValue();
    return excess.abs().doubleValue() < 0.001 || capacity >= 0.999 * Slices.HOUR;
  }

  /**
   * Per person and slice, what leaves one service arrives at another: so over all services labor is
   * allocated labor and what the bench cost.
   */
  static List<String> laborIsConserved(Collection<List<LaborPosting>> postings) {
    List<String> broken = new ArrayList<>();
    for (List<LaborPosting> posted : postings) {
      Map<String, long[]> balances = new HashMap<>();
      for (LaborPosting p : posted) {
        p.divertedOut().forEach(d -> balance(balances, p, p.serviceId(), d.otherServiceId(), d, 1));
        p.divertedIn().forEach(d -> balance(balances, p, d.otherServiceId(), p.serviceId(), d, -1));
      }
      balances.forEach(
          (way, balance) -> {
            if (balance[0] != 0 || balance[1] != 0) {
              broken.add(way + " is out by " + balance[0] + " ms and " + balance[1] + " micros");
            }
          });
    }
    return broken;
  }

  private static void balance(
      Map<String, long[]> balances,
      LaborPosting posting,
      String from,
      String to,
      LaborPosting.Diverted diverted,
      int sign) {
    String way =
        String.join(
            " ", posting.personId(), diverted.role(), from, "to", to, "at " + posting.slice());
    long[] balance = balances.computeIfAbsent(way, w -> new long[2]);
    balance[0] += sign * diverted.millis();
    balance[1] += sign * diverted.cost();
  }

  /** The same of the last revisions: hour by hour, over all services. */
  static List<String> statedLaborIsConserved(Collection<Statement> statements) {
    Map<Long, Long> balances = new HashMap<>();
    for (Statement last : last(statements).values()) {
      Statement.Measures m = last.measures();
      balances.merge(last.hour(), m.labor() - m.allocatedLabor() - m.benchCost(), Long::sum);
    }
    List<String> broken = new ArrayList<>();
    balances.forEach(
        (hour, balance) -> {
          if (balance != 0) {
            broken.add("labor of hour " + hour + " is out by " + balance + " micros");
          }
        });
    return broken;
  }

  /** Own and visiting work of a person in a slice fit into it; a millisecond each for rounding. */
  static List<String> nobodyWorksMoreThanTheClock(
      Collection<List<LaborPosting>> postings, Slices slices) {
    record Spot(String person, long slice) {}
    Map<Spot, Long> worked = new HashMap<>();
    Map<Spot, Set<String>> services = new HashMap<>();
    for (List<LaborPosting> posted : postings) {
      for (LaborPosting p : posted) {
        Spot spot = new Spot(p.personId(), p.slice());
        worked.merge(spot, p.own() + p.visiting(), Long::sum);
        services.computeIfAbsent(spot, s -> new HashSet<>()).add(p.serviceId());
      }
    }
    List<String> broken = new ArrayList<>();
    worked.forEach(
        (spot, millis) -> {
          if (millis < 0 || millis > slices.length() + services.get(spot).size()) {
            broken.add(spot + " holds " + millis + " ms of work");
          }
        });
    return broken;
  }

  /** No event's id is another's, and all events of an incident tell the same of its beginning. */
  static List<String> idsAreUnique(Collection<ServiceEvent> events) {
    List<String> broken = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<String, String> incidents = new HashMap<>();
    for (ServiceEvent event : events) {
      if (!seen.add(event.eventId())) {
        broken.add("twice the id of " + event);
      }
      if (event instanceof VarianceEvent v) {
        String about = v.serviceId() + " " + v.targetId() + " " + v.openedAt();
        String before = incidents.putIfAbsent(v.incidentId(), about);
        if (before != null && !before.equals(about)) {
          broken.add("one incident id for " + before + " and " + about);
        }
      }
    }
    return broken;
  }

  /** Revisions go 0, 1, 2 …, each says something new, and none comes after 8 days. */
  static List<String> revisionsCountUp(Collection<Statement> statements) {
    List<String> broken = new ArrayList<>();
    Map<String, Statement> lasts = new HashMap<>();
    for (Statement now : statements) {
      Statement before = lasts.put(now.serviceId() + now.hour(), now);
      int expected = before == null ? 0 : before.revision() + 1;
      long age = now.asOf() - now.hour() - Slices.HOUR;
      if (now.revision() != expected || age < 0 || age > Slices.HORIZON) {
        broken.add("out of turn: " + now);
      }
      if (before != null
          && before.measures().equals(now.measures())
          && before.planned().equals(now.planned())
          && before.original().equals(now.original())) {
        broken.add("nothing new in " + now);
      }
    }
    return broken;
  }

  /** The last revision of each service's hours. */
  static Map<String, Statement> last(Collection<Statement> statements) {
    Map<String, Statement> last = new LinkedHashMap<>();
    statements.forEach(s -> last.put(s.serviceId() + " " + s.hour(), s));
    return last;
  }

  // ---- state machines

  private enum Incident {
    NONE,
    WARNING,
    CRITICAL
  }

  /** An incident opens, may get worse once, is updated, and resolves; then there is a new one. */
  static List<String> variancesTakeOnlyTabledMoves(Collection<ServiceEvent> events) {
    List<String> broken = new ArrayList<>();
    Map<String, Incident> now = new HashMap<>();
    Map<String, String> open = new HashMap<>();
    for (ServiceEvent any : events) {
      if (any instanceof VarianceEvent event) {
        String target = event.serviceId() + " " + event.targetId();
        Incident before = now.getOrDefault(target, Incident.NONE);
        Incident severity = Incident.valueOf(event.severity().name());
        boolean same = Objects.equals(open.get(target), event.incidentId());
        boolean tabled =
            switch (event.transition()) {
              case OPENED -> before == Incident.NONE;
              case ESCALATED -> same && before == Incident.WARNING && severity == Incident.CRITICAL;
              case UPDATED, RESOLVED -> same && before == severity;
            };
        if (!tabled) {
          broken.add("after " + before + ": " + event);
        }
        boolean over = event.transition() == VarianceEvent.Transition.RESOLVED;
        now.put(target, over ? Incident.NONE : severity);
        open.put(target, over ? null : event.incidentId());
      }
    }
    return broken;
  }

  /**
   * From one state said to the next, a target's phase moves as its table says. Where an incident
   * ended because its target did, the phase may be that of another target of the same id.
   */
  static List<String> phasesMoveAsTabled(
      Collection<ServiceState> states, Collection<ServiceEvent> events) {
    Set<String> ended = new HashSet<>();
    for (ServiceEvent any : events) {
      if (any instanceof VarianceEvent event && event.reason() != null) {
        ended.add(event.serviceId() + " " + event.targetId() + " " + event.asOf());
      }
    }
    List<String> broken = new ArrayList<>();
    Map<String, Map<String, TargetPhase>> phases = new HashMap<>();
    for (ServiceState state : states) {
      Map<String, TargetPhase> now = new HashMap<>();
      state.targets().forEach(target -> now.put(target.targetId(), target.phase()));
      Map<String, TargetPhase> before = phases.put(state.serviceId(), now);
      now.forEach(
          (target, phase) -> {
            boolean known = before != null && before.containsKey(target);
            TargetPhase from = known ? before.get(target) : TargetPhase.QUIET;
            String end = state.serviceId() + " " + target + " " + state.asOf();
            if (!next(from).contains(phase) && !ended.contains(end)) {
              broken.add(from + " to " + phase + ": " + end);
            }
          });
    }
    return broken;
  }

  private static Set<TargetPhase> next(TargetPhase phase) {
    return switch (phase) {
      case QUIET, PENDING -> EnumSet.of(TargetPhase.QUIET, TargetPhase.PENDING, TargetPhase.OPEN);
      case OPEN, RECOVERING ->
          EnumSet.of(TargetPhase.OPEN, TargetPhase.RECOVERING, TargetPhase.QUIET);
    };
  }

  private enum Phase {
    ARMED,
    WARNED,
    TRIPPED,
    STANDING,
    CONFIRMED,
    OVERRIDDEN
  }

  /** A kill switch moves only as its table says. */
  static List<String> switchesTakeOnlyTabledMoves(Collection<ServiceEvent> events) {
    List<String> broken = new ArrayList<>();
    Map<String, Phase> now = new HashMap<>();
    for (ServiceEvent any : events) {
      if (any instanceof KillSwitchEvent event) {
        String rule = event.serviceId() + " " + event.ruleId();
        Phase before = now.getOrDefault(rule, Phase.ARMED);
        if (!from(event.transition()).contains(before)) {
          broken.add("from " + before + ": " + event);
        }
        now.put(rule, to(event.transition(), before));
      }
    }
    return broken;
  }

  private static Set<Phase> from(KillSwitchEvent.Transition transition) {
    return switch (transition) {
      case WARNED -> EnumSet.of(Phase.ARMED);
      case STOOD_DOWN -> EnumSet.of(Phase.WARNED);
      case TRIPPED -> EnumSet.of(Phase.ARMED, Phase.WARNED, Phase.OVERRIDDEN);
      case STANDING -> EnumSet.of(Phase.TRIPPED);
      case CONFIRMED, OVERRIDDEN -> EnumSet.of(Phase.TRIPPED, Phase.STANDING, Phase.OVERRIDDEN);
      case REARMED -> EnumSet.of(Phase.TRIPPED, Phase.STANDING, Phase.CONFIRMED, Phase.OVERRIDDEN);
      case OVERRIDE_ENDED -> EnumSet.of(Phase.OVERRIDDEN);
      case OVERRUN -> EnumSet.of(Phase.TRIPPED, Phase.STANDING, Phase.CONFIRMED);
      case COMMAND_REJECTED -> EnumSet.allOf(Phase.class);
    };
  }

  private static Phase to(KillSwitchEvent.Transition transition, Phase before) {
    return switch (transition) {
      case WARNED -> Phase.WARNED;
      case STOOD_DOWN, REARMED, OVERRIDE_ENDED -> Phase.ARMED;
      case TRIPPED -> Phase.TRIPPED;
      case STANDING -> Phase.STANDING;
      case CONFIRMED -> Phase.CONFIRMED;
      case OVERRIDDEN -> Phase.OVERRIDDEN;
      case OVERRUN, COMMAND_REJECTED -> before;
    };
  }
}
