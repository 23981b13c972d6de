package io.tripline.oracle;

import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.VarianceEvent;
import java.util.List;

/** Events with something in them changed. */
public final class Doctored {
  private Doctored() {}

  /** Without its headline, the wording of which nothing depends on. */
  public static VarianceEvent wordless(VarianceEvent e) {
    return copy(e, e.transition(), e.leaves(), e.accrued(), Headline.of(""));
  }

  /** With another accrued part. */
  public static VarianceEvent accruing(VarianceEvent e, long accrued) {
    return copy(e, e.transition(), e.leaves(), accrued, e.headline());
  }

  /** With other leaves. */
  public static VarianceEvent with(VarianceEvent e, List<Leaf> leaves) {
    return copy(e, e.transition(), leaves, e.accrued(), e.headline());
  }

  /** With another transition. */
  public static VarianceEvent with(VarianceEvent e, VarianceEvent.Transition transition) {
    return copy(e, transition, e.leaves(), e.accrued(), e.headline());
  }

  private static VarianceEvent copy(
      VarianceEvent e,
      VarianceEvent.Transition transition,
      List<Leaf> leaves,
      long accrued,
      Headline headline) {
    return new VarianceEvent(
        e.eventId(),
        transition,
        e.serviceId(),
        e.asOf(),
        e.planVersion(),
        e.incidentId(),
        e.targetId(),
        e.metric(),
        e.window(),
        e.windowStart(),
        e.windowEnd(),
        e.actual(),
        e.target(),
        e.excess(),
        e.severity(),
        e.since(),
        e.openedAt(),
        leaves,
        e.flows(),
        accrued,
        headline,
        e.reason());
  }

  /** Without its headline. */
  public static KillSwitchEvent wordless(KillSwitchEvent e) {
    return copy(e, e.transition(), Headline.of(""));
  }

  /** With another transition. */
  public static KillSwitchEvent with(KillSwitchEvent e, KillSwitchEvent.Transition transition) {
    return copy(e, transition, e.headline());
  }

  private static KillSwitchEvent copy(
      KillSwitchEvent e, KillSwitchEvent.Transition transition, Headline headline) {
    return new KillSwitchEvent(
        e.eventId(),
        transition,
        e.serviceId(),
        e.asOf(),
        e.planVersion(),
        e.ruleId(),
        e.action(),
        e.mode(),
        e.since(),
        e.trippedAt(),
        e.deadline(),
        e.observed(),
        e.command(),
        e.cost(),
        e.reason(),
        headline);
  }
}
