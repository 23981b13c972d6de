/** A history as it is known in the end, as if everything had been known when it happened. */
package io.tripline.backtest.hindsight;
