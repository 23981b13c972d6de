package io.tripline.architecture.ruin.backtest;

import io.tripline.architecture.ruin.notify.Crier;

/** Has told to people what was only tried. */
public record Prophet(Crier mouth) {}
