package io.tripline.outlet;

import static io.tripline.outlet.Contract.decimal;
import static io.tripline.outlet.Contract.each;
import static io.tripline.outlet.Contract.spend;
import static io.tripline.outlet.Contract.time;

import io.tripline.ledger.event.Statement;
import io.tripline.schemas.avro.Diverted;
import io.tripline.schemas.avro.Planned;

/** Statements as records of the contract. */
public final class StatementRecords {
  private StatementRecords() {}

  /** The statement as a record; nothing is left out, nothing is added. */
  public static io.tripline.schemas.avro.Statement of(Statement statement) {
    Statement.Measures measures = statement.measures();
    return io.tripline.schemas.avro.Statement.newBuilder()
        .setServiceId(statement.serviceId())
        .setHour(time(statement.hour()))
        .setRevision(statement.revision())
        .setAsOf(time(statement.asOf()))
        .setEarned(decimal(measures.earned()))
        .setRetainer(decimal(measures.retainer()))
        .setAllocatedLabor(decimal(measures.allocatedLabor()))
        .setLabor(decimal(measures.labor()))
        .setSpend(spend(measures.spend()))
        .setFinanceLabor(decimal(measures.financeLabor()))
        .setUnits(measures.units())
        .setCapacity(measures.capacity())
        .setOwn(measures.own())
        .setVisiting(measures.visiting())
        .setBench(measures.bench())
        .setBenchCost(decimal(measures.benchCost()))
        .setDivertedOut(each(measures.divertedOut(), StatementRecords::diverted))
        .setDivertedIn(each(measures.divertedIn(), StatementRecords::diverted))
        .setOffHours(measures.offHours())
        .setUnrated(measures.unrated())
        .setHandoffs(measures.handoffs())
        .setHandoffWaiting(measures.handoffWaiting())
        .setAccepted(measures.accepted())
        .setDeclined(measures.declined())
        .setOpened(measures.opened())
        .setPlanned(planned(statement.planned()))
        .setOriginal(planned(statement.original()))
        .build();
  }

  private static Diverted diverted(Statement.Diverted diverted) {
    return new Diverted(
        diverted.personId(),
        diverted.role(),
        diverted.otherServiceId(),
        diverted.millis(),
        decimal(diverted.cost()));
  }

  private static Planned planned(Statement.Planned planned) {
    return new Planned(
        decimal(planned.earned()),
        decimal(planned.units()),
        planned.hours(),
        decimal(planned.labor()),
        spend(planned.spend()),
        decimal(planned.retainer()));
  }
}
