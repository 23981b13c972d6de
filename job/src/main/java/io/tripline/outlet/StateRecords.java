package io.tripline.outlet;

import static io.tripline.outlet.Contract.each;
import static io.tripline.outlet.Contract.time;
import static io.tripline.outlet.Contract.timeOrNull;
import static io.tripline.outlet.Contract.word;
import static io.tripline.outlet.Contract.wordOrNull;

import io.tripline.ledger.event.ServiceState;
import io.tripline.schemas.avro.RuleAction;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.RulePhase;
import io.tripline.schemas.avro.RuleState;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.TargetLevel;
import io.tripline.schemas.avro.TargetPhase;
import io.tripline.schemas.avro.TargetState;

/** Services' states as records of the contract. */
public final class StateRecords {
  private StateRecords() {}

  /** The state as a record; nothing is left out, nothing is added. */
  public static io.tripline.schemas.avro.ServiceState of(ServiceState state) {
    return io.tripline.schemas.avro.ServiceState.newBuilder()
        .setServiceId(state.serviceId())
        .setAsOf(time(state.asOf()))
        .setPlanVersion(state.planVersion())
        .setTargets(each(state.targets(), StateRecords::target))
        .setRules(each(state.rules(), StateRecords::rule))
        .build();
  }

  private static TargetState target(ServiceState.TargetState target) {
    return TargetState.newBuilder()
        .setTargetId(target.targetId())
        .setMetric(target.metric())
        .setPhase(word(TargetPhase.class, target.phase()))
        .setLevel(wordOrNull(TargetLevel.class, target.level()))
        .setSeverity(wordOrNull(Severity.class, target.severity()))
        .setIncidentId(target.incidentId())
        .setSince(timeOrNull(target.since()))
        .setOpenedAt(timeOrNull(target.openedAt()))
        .build();
  }

  private static RuleState rule(ServiceState.RuleState rule) {
    return RuleState.newBuilder()
        .setRuleId(rule.ruleId())
        .setPhase(word(RulePhase.class, rule.phase()))
        .setAction(word(RuleAction.class, rule.action()))
        .setMode(word(RuleMode.class, rule.mode()))
        .setSince(timeOrNull(rule.since()))
        .setTrippedAt(timeOrNull(rule.trippedAt()))
        .setDeadline(timeOrNull(rule.deadline()))
        .setUntil(timeOrNull(rule.until()))
        .build();
  }
}
