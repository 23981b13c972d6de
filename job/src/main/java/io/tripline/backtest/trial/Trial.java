package io.tripline.backtest.trial;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.candidate.Economics;
import io.tripline.ledger.plan.Plan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One set of books and the candidates that are held against it.
 *
 * @param number from 0
 * @param economics what the books depend on of each of the candidates' plans
 * @param recordedAt when the plans become known, in milliseconds since the epoch
 */
public record Trial(int number, Plan economics, long recordedAt, List<Entrant> entrants)
    implements Serializable {

  /**
   * A candidate in a trial.
   *
   * @param candidate its number
   */
  public record Entrant(int candidate, Plan plan) implements Serializable {}

  /** The service whose books these are. */
  public String serviceId() {
    return economics.serviceId();
  }

  /** As few trials as the candidates can share. */
  public static List<Trial> of(List<Candidate> candidates) {
    record Books(Plan economics, long recordedAt) {}
    Map<Books, List<Entrant>> entrants = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      entrants
          .computeIfAbsent(
              new Books(Economics.of(candidate.plan()), candidate.recordedAt()),
              books -> new ArrayList<>())
          .add(new Entrant(candidate.number(), candidate.plan()));
    }
    List<Trial> trials = new ArrayList<>();
    entrants.forEach(
        (books, sharing) ->
            trials.add(
                new Trial(
                    trials.size(), books.economics(), books.recordedAt(), List.copyOf(sharing))));
    return List.copyOf(trials);
  }
}
