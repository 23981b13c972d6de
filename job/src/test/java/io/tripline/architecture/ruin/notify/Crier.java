package io.tripline.architecture.ruin.notify;

import io.tripline.architecture.ruin.history.Egg;

/** Cries out what is long past. */
public record Crier(Egg news) {}
