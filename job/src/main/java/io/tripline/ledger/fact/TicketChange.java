package io.tripline.ledger.fact;

/** What happened to a ticket. */
public enum TicketChange {
  OPENED,
  RESOLVED,
  REOPENED,
  DECIDED,
  HANDED_OFF,
  WORK
}
