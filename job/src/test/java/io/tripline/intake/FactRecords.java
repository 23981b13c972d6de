package io.tripline.intake;

import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.fact.PlanClosed;
import io.tripline.ledger.fact.StatusReported;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.Decided;
import io.tripline.schemas.avro.Decision;
import io.tripline.schemas.avro.HandedOff;
import io.tripline.schemas.avro.Opened;
import io.tripline.schemas.avro.Reopened;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.Resolved;
import io.tripline.schemas.avro.WorkBasis;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** The way back from facts to records of the contract, of all facts but plans. */
public final class FactRecords {
  private FactRecords() {}

  /** The record of a fact. */
  public static SpecificRecord of(Fact fact, String currency) {
    String source = fact.id().source();
    String eventId = fact.id().eventId();
    Instant recordedAt = time(fact.recordedAt());
    if (fact instanceof CostRecorded cost) {
      return new io.tripline.schemas.avro.CostRecorded(
          source,
          eventId,
          recordedAt,
          cost.serviceId(),
          CostCategory.valueOf(cost.category().name()),
          decimal(cost.amount()),
          currency,
          time(cost.chargePeriodStart()),
          time(cost.chargePeriodEnd()),
          cost.description());
    }
    if (fact instanceof TicketChanged ticket) {
      return new io.tripline.schemas.avro.TicketChanged(
          source,
          eventId,
          recordedAt,
          time(ticket.occurredAt()),
          ticket.serviceId(),
          ticket.ticketId(),
          ticket.ticketType(),
          change(ticket));
    }
    if (fact instanceof AllocationChanged allocation) {
      return new io.tripline.schemas.avro.AllocationChanged(
          source,
          eventId,
          recordedAt,
          allocation.allocationId(),
          allocation.personId(),
          allocation.role(),
          allocation.serviceId(),
          decimal(allocation.fraction()),
          decimal(allocation.hourlyCost()),
          currency,
          allocation.calendar(),
          time(allocation.start()),
          time(allocation.end()),
          allocation.withdrawn());
    }
    if (fact instanceof PlanClosed closed) {
      return new io.tripline.schemas.avro.PlanClosed(
          source, eventId, recordedAt, closed.serviceId(), closed.reason());
    }
    if (fact instanceof StatusReported status) {
      return new io.tripline.schemas.avro.StatusReported(
          source,
          eventId,
          recordedAt,
          status.serviceId(),
          ReportedStatus.valueOf(status.status().name()),
          status.reportedBy());
    }
    KillSwitchCommand command = (KillSwitchCommand) fact;
    return new io.tripline.schemas.avro.KillSwitchCommand(
        source,
        eventId,
        recordedAt,
        command.commandId(),
        command.serviceId(),
        command.ruleId(),
        CommandAction.valueOf(command.action().name()),
        time(command.until()),
        command.by(),
        command.reason());
  }

  private static SpecificRecord change(TicketChanged ticket) {
    return switch (ticket.change()) {
      case OPENED -> new Opened();
      case REOPENED -> new Reopened();
      case RESOLVED -> new Resolved(ticket.billed() == null ? null : decimal(ticket.billed()));
      case DECIDED -> new Decided(Decision.valueOf(ticket.decision().name()));
      case HANDED_OFF -> new HandedOff(ticket.fromTeam(), ticket.toTeam());
      case WORK -> work(ticket.work());
    };
  }

  private static SpecificRecord work(Work work) {
    return new io.tripline.schemas.avro.Work(
        work.workId(),
        work.personId(),
        WorkBasis.valueOf(work.basis().name()),
        time(work.start()),
        time(work.end()),
        work.withdrawn());
  }

  private static Instant time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static BigDecimal decimal(long millionths) {
    return BigDecimal.valueOf(millionths, 6);
  }
}
