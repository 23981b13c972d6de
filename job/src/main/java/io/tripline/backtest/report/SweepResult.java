package io.tripline.backtest.report;

import io.tripline.backtest.sweep.Sweep;
import java.util.List;

/**
 * What a sweep came to.
 *
 * @param split the last tick of the in-sample part, in milliseconds since the epoch
 * @param points in the sweep's order
 * @param sensitivity axis by axis
 */
public record SweepResult(
    Sweep sweep, long split, List<PointResult> points, List<Sensitivity> sensitivity) {}
