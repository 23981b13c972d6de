package io.tripline.intake;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.schemas.avro.Decided;
import io.tripline.schemas.avro.HandedOff;
import io.tripline.schemas.avro.Opened;
import io.tripline.schemas.avro.Reopened;
import io.tripline.schemas.avro.Resolved;
import io.tripline.schemas.avro.TicketChanged;
import io.tripline.schemas.avro.Work;

/** Turns changes of tickets into facts. */
final class TicketIntake {
  private TicketIntake() {}

  static Fact fact(TicketChanged ticket, FactId id) throws RefusedException {
    Object change = ticket.getChange();
    if (change instanceof Opened) {
      return fact(ticket, id, TicketChange.OPENED, Details.NONE);
    }
    if (change instanceof Reopened) {
      return fact(ticket, id, TicketChange.REOPENED, Details.NONE);
    }
    if (change instanceof Resolved resolved) {
      Long billed = Checks.millionthsOrNull("change.billed", resolved.getBilled());
      return fact(ticket, id, TicketChange.RESOLVED, new Details(billed, null, null, null, null));
    }
    if (change instanceof Decided decided) {
      Decision decision = Intake.same("change.decision", decided.getDecision(), Decision.class);
      return fact(ticket, id, TicketChange.DECIDED, new Details(null, decision, null, null, null));
    }
    if (change instanceof HandedOff handedOff) {
      return fact(ticket, id, TicketChange.HANDED_OFF, details(handedOff));
    }
    if (change instanceof Work work) {
      return fact(ticket, id, TicketChange.WORK, details(work));
    }
    throw new RefusedException(
        RefusalReason.MISSING_FIELD, "change", "'change' is missing; write what happened");
  }

  /** What only some kinds of change have. */
  private record Details(
      Long billed,
      Decision decision,
      String fromTeam,
      String toTeam,
      io.tripline.ledger.fact.Work work) {
    private static final Details NONE = new Details(null, null, null, null, null);
  }

  private static Fact fact(TicketChanged ticket, FactId id, TicketChange change, Details details)
      throws RefusedException {
    return new io.tripline.ledger.fact.TicketChanged(
        id,
        Checks.time("recordedAt", ticket.getRecordedAt()),
        Checks.time("occurredAt", ticket.getOccurredAt()),
        Checks.name("serviceId", ticket.getServiceId()),
        Checks.name("ticketId", ticket.getTicketId()),
        Checks.name("ticketType", ticket.getTicketType()),
        change,
        details.billed(),
        details.decision(),
        details.fromTeam(),
        details.toTeam(),
        details.work());
  }

  private static Details details(HandedOff handedOff) throws RefusedException {
    return new Details(
        null,
        null,
        Checks.name("change.fromTeam", handedOff.getFromTeam()),
        Checks.name("change.toTeam", handedOff.getToTeam()),
        null);
  }

  private static Details details(Work work) throws RefusedException {
    WorkBasis basis = Intake.same("change.basis", work.getBasis(), WorkBasis.class);
    if (basis == WorkBasis.LOGGED) {
      Checks.present("change.end", work.getEnd(), "when the work ended: LOGGED work has an end");
    }
    long start = Checks.time("change.start", work.getStart());
    return new Details(
        null,
        null,
        null,
        null,
        new io.tripline.ledger.fact.Work(
            Checks.name("change.workId", work.getWorkId()),
            Checks.name("change.personId", work.getPersonId()),
            basis,
            start,
            Checks.end("change.end", work.getEnd(), start),
            work.getWithdrawn()));
  }
}
