package io.tripline.backtest.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How what a candidate says compares to what is known to have happened.
 *
 * @param alarms how many incidents opened, or rules tripped, of a service that has labels
 * @param trueAlarms those of them that are about some label
 * @param found one for each label that the candidate could have found
 */
public record Detection(int alarms, int trueAlarms, List<Found> found) {
  /**
   * What became of a label.
   *
   * @param label its number
   * @param knownAt when the first fact was recorded, at or after the onset, that is about a time at
   *     or after it; null if there was none. Nobody could have seen anything earlier
   * @param alarmAt the first alarm about it, or null if it was missed
   */
  public record Found(int label, long onset, Long knownAt, Long alarmAt) {
    /** Milliseconds from the onset to the alarm; null if there was none. */
    public Long delay() {
      return alarmAt == null ? null : Long.valueOf(alarmAt - onset);
    }

    /** Milliseconds from when it could be known to the alarm; null if there was none. */
    public Long delayOnceKnown() {
      return alarmAt == null || knownAt == null
          ? null
          : Long.valueOf(Math.max(0, alarmAt - knownAt));
    }
  }

  /** Labels that were found. */
  public int detected() {
    return (int) found.stream().filter(label -> label.alarmAt() != null).count();
  }

  /** The median of delays; of two in the middle the longer one. Null if nothing was found. */
  public Long medianDelay() {
    return median(found.stream().map(Found::delay).toList());
  }

  /** As {@link #medianDelay}, from when it could be known. */
  public Long medianDelayOnceKnown() {
    return median(found.stream().map(Found::delayOnceKnown).toList());
  }

  private static Long median(List<Long> delays) {
    List<Long> known = new ArrayList<>(delays);
    known.removeIf(delay -> delay == null);
    Collections.sort(known);
    return known.isEmpty() ? null : known.get(known.size() / 2);
  }
}
