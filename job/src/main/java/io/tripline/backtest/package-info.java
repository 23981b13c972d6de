/**
 * Backtests: many candidates for a plan tried on one history, in one pass over it, before any of
 * them is armed. Nothing here computes what a ledger computes; it runs the same ledger.
 */
package io.tripline.backtest;
