package io.tripline.architecture.ruin.replay;

import io.tripline.architecture.ruin.history.Egg;

/** What all replays have in common, and yet it knows one of them. */
public record Rerun(Egg again) {}
