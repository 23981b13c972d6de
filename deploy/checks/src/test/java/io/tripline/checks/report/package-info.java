/** A backtest's {@code report.html}, looked at and used in a real browser. */
package io.tripline.checks.report;
