package io.tripline.ledger.event;

import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.util.List;

/**
 * A move of a variance incident.
 *
 * @param incidentId name-based UUID of the incident
 * @param metric the metric's label, or {@code silence} or {@code unplanned} of a built-in target
 * @param window null where the metric has none
 * @param windowStart start of the window, inclusive; null where the metric has none
 * @param windowEnd end of the window, exclusive; null where the metric has none
 * @param actual in the metric's own scale (money in currency units, durations in milliseconds),
 *     rounded half up to 6 decimals; null where the target is gone
 * @param target as {@code actual}
 * @param excess how far actual is beyond target, positive is bad; as {@code actual}
 * @param since the tick at which the breach began
 * @param openedAt the tick at which the incident opened
 * @param leaves why, in parts that sum exactly
 * @param flows who was diverted where in the window
 * @param accrued micros of planned spend counted because the bill has not come yet
 * @param headline one sentence for a person
 * @param reason why it resolved other than by recovering, or null
 */
public record VarianceEvent(
    String eventId,
    Transition transition,
    String serviceId,
    long asOf,
    Integer planVersion,
    String incidentId,
    String targetId,
    String metric,
    Window window,
    Long windowStart,
    Long windowEnd,
    BigDecimal actual,
    BigDecimal target,
    BigDecimal excess,
    Severity severity,
    long since,
    long openedAt,
    List<Leaf> leaves,
    List<Flow> flows,
    long accrued,
    Headline headline,
    Reason reason)
    implements ServiceEvent {

  /** What happened to the incident. */
  public enum Transition {
    OPENED,
    ESCALATED,
    UPDATED,
    RESOLVED
  }

  /** Why an incident ended other than by recovering. */
  public enum Reason {
    DROPPED,
    CLOSED
  }

  @Override
  public String subjectId() {
    return targetId;
  }
}
