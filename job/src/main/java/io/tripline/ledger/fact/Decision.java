package io.tripline.ledger.fact;

/** What the customer said of a delivered ticket. */
public enum Decision {
  ACCEPTED,
  DECLINED
}
