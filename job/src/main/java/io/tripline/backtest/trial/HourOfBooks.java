package io.tripline.backtest.trial;

import io.tripline.ledger.event.Statement;

/**
 * An hour of a trial's books as they stood at the end of the run.
 *
 * @param trial its number
 */
public record HourOfBooks(int trial, Statement statement) {}
