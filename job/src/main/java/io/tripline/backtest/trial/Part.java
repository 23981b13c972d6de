package io.tripline.backtest.trial;

/** What of an interval is meant. */
public enum Part {
  /** All of it, as one run. */
  WHOLE,

  /** The part up to and with the tick at which the interval is split. */
  IN_SAMPLE,

  /** The part behind that tick, as a run of its own: nothing is open in it, and all is armed. */
  OUT_OF_SAMPLE
}
