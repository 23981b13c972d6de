/**
 * Trials: candidates run over a history. Candidates that agree in what the books depend on share a
 * set of books; only what judges the books is there for each of them.
 */
package io.tripline.backtest.trial;
