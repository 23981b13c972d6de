package io.tripline.architecture.ruin.backtest;

import io.tripline.architecture.ruin.kafka.Chicken;

/** Looks at what is alive, where only the past should be looked at. */
public record Prophet(Chicken entrails) {}
