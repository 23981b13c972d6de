package io.tripline.backtest.report;

import java.math.BigDecimal;

/**
 * An incident of a candidate, from its opening to its end. Times are ticks, in milliseconds since
 * the epoch; values in the metric's own scale.
 *
 * @param eventId of the event that opened it
 * @param window null where the metric has none
 * @param since when the breach began
 * @param escalatedAt when it became critical after it had opened; null if it never did
 * @param resolvedAt null if it was open when the run ended
 * @param reason why it ended other than by recovering; null otherwise
 * @param severity the worst there was
 * @param actual when it opened, as are {@code target} and {@code excess}
 * @param worstExcess the largest that any of its events tells of
 * @param falseAlarm whether it recovered by itself within the chosen time
 * @param label the number of the first label it is about, or null
 * @param headline of the event that opened it
 */
public record Incident(
    int candidate,
    String incidentId,
    String eventId,
    String targetId,
    String metric,
    String window,
    long since,
    long openedAt,
    Long escalatedAt,
    Long resolvedAt,
    String reason,
    String severity,
    BigDecimal actual,
    BigDecimal target,
    BigDecimal excess,
    BigDecimal worstExcess,
    boolean falseAlarm,
    Integer label,
    String headline) {}
