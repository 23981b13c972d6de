package io.tripline.architecture.ruin.plantest;

import io.tripline.architecture.ruin.kafka.Chicken;

/** Asks what is alive about what is only made up. */
public record Clairvoyant(Chicken medium) {}
