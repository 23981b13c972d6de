/** Candidates: the plans that a backtest tries, from files or from a sweep over one of them. */
package io.tripline.backtest.candidate;
