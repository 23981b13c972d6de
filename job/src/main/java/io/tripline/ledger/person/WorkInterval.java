package io.tripline.ledger.person;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.Work;
import io.tripline.ledger.fact.WorkBasis;

/**
 * The last known version of an interval of work.
 *
 * @param inWorkingTimeOnly from a ticket's status, so counted in working time only; a timesheet's
 *     is counted as given
 * @param end for work known from a status at most 24 hours after the start
 */
public record WorkInterval(
    String id, String serviceId, boolean inWorkingTimeOnly, long start, long end) implements Span {

  /** Nobody is believed to work on a ticket for longer because its status says so. */
  private static final long LONGEST_STATUS = 24 * Slices.HOUR;

  static WorkInterval of(String serviceId, Work work) {
    boolean status = work.basis() == WorkBasis.STATUS;
    long end = work.end() == null ? Long.MAX_VALUE : work.end();
    return new WorkInterval(
        work.workId(),
        serviceId,
        status,
        work.start(),
        status ? Math.min(end, work.start() + LONGEST_STATUS) : end);
  }

  /** Whether nothing but the bounds of time may differ. */
  boolean alikeButForTime(WorkInterval other) {
    return serviceId.equals(other.serviceId) && inWorkingTimeOnly == other.inWorkingTimeOnly;
  }
}
