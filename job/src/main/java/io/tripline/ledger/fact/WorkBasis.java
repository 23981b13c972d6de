package io.tripline.ledger.fact;

/**
 * How work came to be known: {@link #LOGGED} in a timesheet, counted as given; {@link #STATUS} from
 * a ticket being in progress, counted only in working time and for at most 24 hours.
 */
public enum WorkBasis {
  LOGGED,
  STATUS
}
