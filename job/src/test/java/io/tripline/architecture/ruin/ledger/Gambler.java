package io.tripline.architecture.ruin.ledger;

import io.tripline.architecture.ruin.pipeline.BoxManager;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;

/** Rolls dice by the clock, in doubles, and knows those above it. */
public final class Gambler {
  private final Supplier<Instant> clock = Instant::now;
  private final double stake;

  public Gambler(BoxManager boxes) {
    this.stake = boxes.hashCode() * new Random(1).nextDouble();
  }

  public double lateStake() {
    return clock.get().toEpochMilli() * stake;
  }
}
