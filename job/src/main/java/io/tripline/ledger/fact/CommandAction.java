package io.tripline.ledger.fact;

/** What a command asks of a kill switch. */
public enum CommandAction {
  OVERRIDE,
  CONFIRM,
  REARM
}
