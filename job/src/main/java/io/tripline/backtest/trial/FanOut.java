package io.tripline.backtest.trial;

import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.person.LaborPosting;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.flink.util.Collector;

/**
 * Hands what is known of a service to each of its trials. Of a service without one, nothing is
 * needed: no ledger looks at another's. Plans are left out, the trials have their own.
 */
final class FanOut implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ArrayList<Integer>> trialsOf = new HashMap<>();

  FanOut(List<Trial> trials) {
    trials.forEach(
        trial ->
            trialsOf
                .computeIfAbsent(trial.serviceId(), unused -> new ArrayList<>())
                .add(trial.number()));
  }

  void fact(Fact fact, Collector<TrialInput> out) {
    if (!(fact instanceof PlanPublished)) {
      for (int trial : trialsOf(fact.serviceId())) {
        out.collect(new TrialInput(trial, fact, null));
      }
    }
  }

  void posting(LaborPosting posting, Collector<TrialInput> out) {
    for (int trial : trialsOf(posting.serviceId())) {
      out.collect(new TrialInput(trial, null, posting));
    }
  }

  private List<Integer> trialsOf(String serviceId) {
    List<Integer> trials = trialsOf.get(serviceId);
    return trials == null ? List.of() : trials;
  }
}
