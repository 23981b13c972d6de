/** What a backtest found, per candidate, in numbers and in files. */
package io.tripline.backtest.report;
