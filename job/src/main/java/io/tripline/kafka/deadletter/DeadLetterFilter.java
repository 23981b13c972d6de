package io.tripline.kafka.deadletter;

import io.tripline.ledger.fact.Feed;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which dead letters are meant. What is empty or null leaves all.
 *
 * @param reasons the codes they were refused with, in upper case
 * @param feeds the feeds they were read for
 * @param topics the topics they came from
 * @param from when they were refused, inclusive
 * @param to when they were refused, exclusive
 * @param places of the dead letters, or of the records that were refused
 */
public record DeadLetterFilter(
    Set<String> reasons,
    Set<Feed> feeds,
    Set<String> topics,
    Instant from,
    Instant to,
    Set<RecordPlace> places)
    implements Predicate<FiledLetter> {
  /** Every one. */
  public static final DeadLetterFilter ALL =
      new DeadLetterFilter(Set.of(), Set.of(), Set.of(), null, null, Set.of());

  public DeadLetterFilter {
    reasons = Set.copyOf(reasons);
    feeds = Set.copyOf(feeds);
    topics = Set.copyOf(topics);
    places = Set.copyOf(places);
  }

  /** One: by its own place, or that of the record that was refused. */
  public static DeadLetterFilter at(RecordPlace place) {
    return at(Set.of(place));
  }

  /** As {@link #at(RecordPlace)}, several. */
  public static DeadLetterFilter at(Set<RecordPlace> places) {
    return new DeadLetterFilter(Set.of(), Set.of(), Set.of(), null, null, places);
  }

  @Override
  public boolean test(FiledLetter filed) {
    return (reasons.isEmpty() || reasons.contains(filed.letter().getReason()))
        && (feeds.isEmpty() || feeds.contains(Feed.valueOf(filed.letter().getFeed().name())))
        && (topics.isEmpty() || topics.contains(filed.letter().getTopic()))
        && (from == null || !filed.filedAt().isBefore(from))
        && (to == null || filed.filedAt().isBefore(to))
        && (places.isEmpty() || isAtOneOf(filed));
  }

  private boolean isAtOneOf(FiledLetter filed) {
    return places.contains(filed.place()) || filed.original().filter(places::contains).isPresent();
  }
}
