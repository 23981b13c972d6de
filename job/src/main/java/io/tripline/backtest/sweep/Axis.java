package io.tripline.backtest.sweep;

import java.util.List;

/**
 * A value of a plan, and what it is set to.
 *
 * @param path its name
 * @param values as they are written in a plan, none twice
 * @param written what the plan says itself; null if it leaves it at the default
 */
public record Axis(String path, List<String> values, String written) {}
