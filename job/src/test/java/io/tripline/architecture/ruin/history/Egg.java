package io.tripline.architecture.ruin.history;

import io.tripline.architecture.ruin.kafka.Chicken;

/** The other of the two. */
public record Egg(Chicken from) {}
