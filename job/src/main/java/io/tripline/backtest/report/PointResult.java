package io.tripline.backtest.report;

import io.tripline.backtest.sweep.Sweep;

/**
 * What a point of a sweep comes to.
 *
 * @param whole over the whole interval
 * @param inSample in the part up to the split
 * @param outOfSample in the part behind it
 */
public record PointResult(
    Sweep.Point point, Figures whole, Figures inSample, Figures outOfSample) {}
