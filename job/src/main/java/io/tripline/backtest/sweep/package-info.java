/** Sweeps: a grid of candidates made out of one plan, by setting some of its values. */
package io.tripline.backtest.sweep;
