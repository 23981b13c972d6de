package io.tripline.backtest.report;

import io.tripline.backtest.trial.Outcome.Sums;

/**
 * A trip of a candidate's rule. Times are ticks, in milliseconds since the epoch.
 *
 * @param eventId of the event that tripped it
 * @param since when its conditions began to hold
 * @param deadline by when it was to be certified, or null
 * @param endedAt when a command of the history took it out of TRIPPED or STANDING, or null
 * @param endedBy that command's transition, or null
 * @param recoveredAt when its conditions had failed for as long as a warning is stood down after;
 *     or null
 * @param falseAlarm whether that was within the chosen time after the trip
 * @param aftermath what the service cost and earned from the trip to the end of the run
 * @param label the number of the first label it is about, or null
 * @param headline of the event that tripped it
 */
public record Trip(
    int candidate,
    String eventId,
    String ruleId,
    String action,
    String mode,
    long since,
    long trippedAt,
    Long deadline,
    Long endedAt,
    String endedBy,
    Long recoveredAt,
    boolean falseAlarm,
    Sums aftermath,
    Integer label,
    String headline) {}
