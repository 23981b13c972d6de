package io.tripline.outlet;

import static io.tripline.outlet.Contract.decimal;
import static io.tripline.outlet.Contract.decimalOrNull;
import static io.tripline.outlet.Contract.each;
import static io.tripline.outlet.Contract.time;
import static io.tripline.outlet.Contract.timeOrNull;
import static io.tripline.outlet.Contract.valueOrNull;
import static io.tripline.outlet.Contract.word;
import static io.tripline.outlet.Contract.wordOrNull;

import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.schemas.avro.Command;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.ConditionSide;
import io.tripline.schemas.avro.FlowDirection;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchReason;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.LeafName;
import io.tripline.schemas.avro.LeafUnit;
import io.tripline.schemas.avro.Observed;
import io.tripline.schemas.avro.Overrun;
import io.tripline.schemas.avro.RuleAction;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceReason;
import io.tripline.schemas.avro.VarianceTransition;
import io.tripline.schemas.avro.Window;
import java.math.BigDecimal;

/** Events as records of the contract. */
public final class EventRecords {
  private EventRecords() {}

  /** The event as a record; nothing is left out, nothing is added. */
  public static io.tripline.schemas.avro.ServiceEvent of(ServiceEvent event) {
    return io.tripline.schemas.avro.ServiceEvent.newBuilder()
        .setEventId(event.eventId())
        .setServiceId(event.serviceId())
        .setAsOf(time(event.asOf()))
        .setPlanVersion(event.planVersion())
        .setBody(
            event instanceof VarianceEvent variance
                ? variance(variance)
                : killSwitch((KillSwitchEvent) event))
        .build();
  }

  private static Variance variance(VarianceEvent event) {
    return Variance.newBuilder()
        .setTransition(word(VarianceTransition.class, event.transition()))
        .setIncidentId(event.incidentId())
        .setTargetId(event.targetId())
        .setMetric(event.metric())
        .setWindow(wordOrNull(Window.class, event.window()))
        .setWindowStart(timeOrNull(event.windowStart()))
        .setWindowEnd(timeOrNull(event.windowEnd()))
        .setActual(valueOrNull(event.actual()))
        .setTarget(valueOrNull(event.target()))
        .setExcess(valueOrNull(event.excess()))
        .setSeverity(word(Severity.class, event.severity()))
        .setSince(time(event.since()))
        .setOpenedAt(time(event.openedAt()))
        .setLeaves(each(event.leaves(), EventRecords::leaf))
        .setFlows(each(event.flows(), EventRecords::flow))
        .setAccrued(decimal(event.accrued()))
        .setHeadline(event.headline().text())
        .setReason(wordOrNull(VarianceReason.class, event.reason()))
        .build();
  }

  private static io.tripline.schemas.avro.Leaf leaf(Leaf leaf) {
    return io.tripline.schemas.avro.Leaf.newBuilder()
        .setName(word(LeafName.class, leaf.name()))
        .setOf(leaf.of())
        .setAmount(amount(leaf))
        .setUnit(word(LeafUnit.class, leaf.unit()))
        .build();
  }

  private static BigDecimal amount(Leaf leaf) {
    return switch (leaf.unit()) {
      case MONEY -> decimal(leaf.amount());
      case MILLISECONDS -> valueOrNull(BigDecimal.valueOf(leaf.amount()));
    };
  }

  private static io.tripline.schemas.avro.Flow flow(Flow flow) {
    return io.tripline.schemas.avro.Flow.newBuilder()
        .setDirection(word(FlowDirection.class, flow.direction()))
        .setPersonId(flow.personId())
        .setRole(flow.role())
        .setFrom(flow.from())
        .setTo(flow.to())
        .setMs(flow.millis())
        .setCost(decimal(flow.cost()))
        .setPlannedValue(decimalOrNull(flow.plannedValue()))
        .build();
  }

  private static KillSwitch killSwitch(KillSwitchEvent event) {
    return KillSwitch.newBuilder()
        .setTransition(word(KillSwitchTransition.class, event.transition()))
        .setRuleId(event.ruleId())
        .setAction(wordOrNull(RuleAction.class, event.action()))
        .setMode(wordOrNull(RuleMode.class, event.mode()))
        .setSince(timeOrNull(event.since()))
        .setTrippedAt(timeOrNull(event.trippedAt()))
        .setDeadline(timeOrNull(event.deadline()))
        .setObserved(each(event.observed(), EventRecords::observed))
        .setCommand(event.command() == null ? null : command(event.command()))
        .setCost(event.cost() == null ? null : overrun(event.cost()))
        .setReason(wordOrNull(KillSwitchReason.class, event.reason()))
        .setHeadline(event.headline().text())
        .build();
  }

  private static Observed observed(KillSwitchEvent.Observed observed) {
    return Observed.newBuilder()
        .setTargetId(observed.targetId())
        .setMetric(observed.metric())
        .setWindow(wordOrNull(Window.class, observed.window()))
        .setValue(valueOrNull(observed.value()))
        .setThreshold(valueOrNull(observed.threshold()))
        .setSide(wordOrNull(ConditionSide.class, observed.side()))
        .setLevel(wordOrNull(Severity.class, observed.level()))
        .setHolds(observed.holds())
        .build();
  }

  private static Command command(KillSwitchEvent.Command command) {
    return Command.newBuilder()
        .setSource(command.fact().source())
        .setEventId(command.fact().eventId())
        .setCommandId(command.commandId())
        .setAction(word(CommandAction.class, command.action()))
        .setUntil(timeOrNull(command.until()))
        .setBy(command.by())
        .setReason(command.reason())
        .build();
  }

  private static Overrun overrun(KillSwitchEvent.Overrun cost) {
    return new Overrun(decimal(cost.day()), decimal(cost.sinceTrip()));
  }
}
