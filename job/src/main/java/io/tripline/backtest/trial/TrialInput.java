package io.tripline.backtest.trial;

import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;

/**
 * Something for the books of a trial: one of both.
 *
 * @param trial its number
 * @param fact a fact about the service, or null
 * @param posting what a person's time posts on it, or null
 */
public record TrialInput(int trial, Fact fact, LaborPosting posting) {}
