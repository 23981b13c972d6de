package io.tripline.backtest.report;

import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Leaf;
import java.math.BigDecimal;
import java.util.List;

/**
 * An incident of a candidate, from its opening to its end. Times are ticks, in milliseconds since
 * the epoch; values in the metric's own scale.
 *
 * @param eventId of the event that opened it
 * @param window null where the metric has none
 * @param windowStart of the window it opened on, inclusive; null where the metric has none
 * @param windowEnd of that window, exclusive; null where the metric has none
 * @param since when the breach began
 * @param escalatedAt when it became critical after it had opened; null if it never did
 * @param resolvedAt null if it was open when the run ended
 * @param reason why it ended other than by recovering; null otherwise
 * @param severity the worst there was
 * @param actual when it opened, as are {@code target} and {@code excess}
 * @param leaves why it opened, in parts that sum exactly
 * @param flows who was diverted where in the window it opened on
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
    Long windowStart,
    Long windowEnd,
    long since,
    long openedAt,
    Long escalatedAt,
    Long resolvedAt,
    String reason,
    String severity,
    BigDecimal actual,
    BigDecimal target,
    BigDecimal excess,
    List<Leaf> leaves,
    List<Flow> flows,
    BigDecimal worstExcess,
    boolean falseAlarm,
    Integer label,
    String headline) {}
