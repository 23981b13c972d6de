/** Where a backtest's facts come from: a history on disk, or the topics of a live job. */
package io.tripline.backtest.source;
