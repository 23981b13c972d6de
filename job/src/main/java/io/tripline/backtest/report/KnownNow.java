package io.tripline.backtest.report;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.hindsight.FeedHindsight;
import io.tripline.ledger.fact.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What candidates say as known then, beside what they say as known now: what late data costs.
 *
 * @param feeds what hindsight made of each
 * @param candidates in their order
 */
public record KnownNow(Map<Feed, FeedHindsight> feeds, List<Compared> candidates) {

  /**
   * A candidate in both.
   *
   * @param incidents by target, and of a target in the order of time
   * @param trips by rule, and of a rule in the order of time
   */
  public record Compared(
      CandidateResult then,
      CandidateResult now,
      List<Pairs.Pair<Incident>> incidents,
      List<Pairs.Pair<Trip>> trips) {

    /** Compares. */
    public static Compared of(CandidateResult then, CandidateResult now) {
      return new Compared(
          then,
          now,
          new Pairs<>(Incident::targetId, Incident::openedAt, Incident::resolvedAt)
              .of(then.incidents(), now.incidents()),
          new Pairs<>(Trip::ruleId, Trip::trippedAt, Trip::endedAt).of(then.trips(), now.trips()));
    }

    /** The candidate. */
    public Candidate candidate() {
      return then.candidate();
    }

    /** Its incidents, counted. */
    public Count incidentCount() {
      return Count.of(incidents);
    }

    /** Its trips, counted. */
    public Count tripCount() {
      return Count.of(trips);
    }

    /** Milliseconds by which it trips later as known then; null unless it does in both. */
    public Long firstTripDelay() {
      return then.firstTrip() == null || now.firstTrip() == null
          ? null
          : Long.valueOf(then.firstTrip() - now.firstTrip());
    }

    /** Micros that are saved only as known now; null unless it trips in both. */
    public Long savedDifference() {
      return then.saved() == null || now.saved() == null
          ? null
          : Long.valueOf(Math.subtractExact(now.saved(), then.saved()));
    }
  }

  /**
   * Alarms of one kind, counted.
   *
   * @param both how many there are in both
   * @param later how many of these are later as known then
   * @param sooner how many of these are earlier as known then
   * @param medianDelay milliseconds of these; of two in the middle the longer; null if there is
   *     none
   * @param onlyThen how many there are only as known then
   * @param onlyNow how many there are only as known now
   */
  public record Count(
      int both, int later, int sooner, Long medianDelay, int onlyThen, int onlyNow) {
    static <T> Count of(List<Pairs.Pair<T>> pairs) {
      List<Long> delays =
          new ArrayList<>(pairs.stream().map(Pairs.Pair::delay).filter(Objects::nonNull).toList());
      delays.sort(null);
      return new Count(
          delays.size(),
          (int) delays.stream().filter(delay -> delay > 0).count(),
          (int) delays.stream().filter(delay -> delay < 0).count(),
          delays.isEmpty() ? null : delays.get(delays.size() / 2),
          (int) pairs.stream().filter(pair -> pair.now() == null).count(),
          (int) pairs.stream().filter(pair -> pair.then() == null).count());
    }
  }
}
