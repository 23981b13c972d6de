package io.tripline.architecture.ruin.cli;

import io.tripline.architecture.ruin.local.Cellar;

/** Commands what only one machine has. */
public record Shout(Cellar at) {}
