package io.tripline.ledger.fact;

/** The traffic light people report. */
public enum ReportedStatus {
  GREEN,
  AMBER,
  RED
}
