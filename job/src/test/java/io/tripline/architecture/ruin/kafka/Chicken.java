package io.tripline.architecture.ruin.kafka;

import io.tripline.architecture.ruin.history.Egg;

/** One of two bindings that cannot be had one at a time. */
public record Chicken(Egg from) {}
