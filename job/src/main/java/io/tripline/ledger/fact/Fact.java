package io.tripline.ledger.fact;

import java.util.Comparator;

/**
 * One input record: an identity, the time it became known ({@code recordedAt}) and, per type, the
 * time it is about. All times are milliseconds since the epoch, all money whole micros of the job's
 * one currency. Facts are checked where they are read; a fact that exists is well formed.
 */
public sealed interface Fact
    permits CostRecorded,
        TicketChanged,
        AllocationChanged,
        PlanPublished,
        PlanClosed,
        StatusReported,
        KillSwitchCommand {

  /** The order in which facts take effect where order matters: known time, event id, source. */
  Comparator<Fact> KNOWN_ORDER = Comparator.comparingLong(Fact::recordedAt).thenComparing(Fact::id);

  /** The identity within {@link #feed()}. */
  FactId id();

  /** When the fact became known, in milliseconds since the epoch. */
  long recordedAt();

  /** The service the fact is about. */
  String serviceId();

  /** The stream the fact belongs to. */
  Feed feed();
}
