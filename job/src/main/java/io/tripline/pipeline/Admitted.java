package io.tripline.pipeline;

import io.tripline.ledger.admission.KnownOrder;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A fact that has a tick, with what is needed to refuse it yet.
 *
 * @param late whether the tick is a later one than its known time says
 */
@TypeInfo(RecordTypes.Factory.class)
public record Admitted(Admissible admissible, boolean late) {
  /** Where even the content is equal, the one that is refused is always the one read last. */
  static final Comparator<Admitted> ORDER =
      Comparator.comparing((Admitted admitted) -> admitted.admissible().fact(), KnownOrder.INSTANCE)
          .thenComparing(admitted -> admitted.admissible().origin().place())
          .thenComparingLong(admitted -> admitted.admissible().origin().position());
}
