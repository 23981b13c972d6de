package io.tripline.ledger.fact;

/** The four streams that facts come from. A fact's identity is unique within its feed. */
public enum Feed {
  COST,
  TICKET,
  ALLOCATION,
  GOVERNANCE
}
