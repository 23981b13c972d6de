/** A backtest's report as a page for people. */
package io.tripline.backtest.page;
