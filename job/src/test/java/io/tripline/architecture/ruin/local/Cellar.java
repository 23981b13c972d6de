package io.tripline.architecture.ruin.local;

/** A place to hold on to. */
public record Cellar(int depth) {}
