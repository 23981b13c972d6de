package io.tripline.ledger.book;

/**
 * What was posted on a service in an hour.
 *
 * @param tally its sums
 * @param revision the number of the last statement made of it; −1 while there is none
 * @param labor its labor, slice by slice
 */
public record HourBook(Tally tally, int revision, LaborHour labor) {
  /** An hour of which no statement has been made. */
  static final int NOT_STATED = -1;

  /** An hour in which nothing was posted. */
  static HourBook empty(int revision) {
    return new HourBook(Tally.EMPTY, revision, LaborHour.EMPTY);
  }
}
