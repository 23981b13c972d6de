package io.tripline.backtest.report;

import io.tripline.ledger.fact.CostRecorded;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import java.util.List;

/**
 * A label, and when anybody could have seen something of it.
 *
 * @param knownAt when the first cost or ticket fact of the service was recorded, at or after the
 *     onset, that is about a time at or after it; null if there was none
 */
public record KnownLabel(Label label, Long knownAt) {
  /** The same labels after one more fact; facts come in the order of {@code recordedAt}. */
  public static void note(Fact fact, List<KnownLabel> labels) {
    for (int i = 0; i < labels.size(); i++) {
      KnownLabel known = labels.get(i);
      if (known.knownAt() == null && known.label().isSeenIn(fact)) {
        labels.set(i, new KnownLabel(known.label(), fact.recordedAt()));
      }
    }
  }

  Detection.Found found(Long alarmAt) {
    return new Detection.Found(label.number(), label.onset(), knownAt, alarmAt);
  }

  /** The end of the time that a fact is about, exclusive; null if it is about none. */
  static Long reaches(Fact fact) {
    if (fact instanceof CostRecorded cost) {
      return Math.max(cost.chargePeriodEnd(), cost.chargePeriodStart() + 1);
    }
    if (fact instanceof TicketChanged ticket) {
      Work work = ticket.work();
      return work != null && work.end() != null ? work.end() : ticket.occurredAt() + 1;
    }
    return null;
  }
}
