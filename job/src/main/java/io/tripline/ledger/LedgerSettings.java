package io.tripline.ledger;

import io.tripline.ledger.calendar.Calendars;
import java.io.Serializable;

/** What the ledger is told once: the grid of time and the calendars. */
public record LedgerSettings(Slices slices, Calendars calendars) implements Serializable {}
