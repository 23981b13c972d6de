package io.tripline.backtest.hindsight;

/**
 * What hindsight made of a feed.
 *
 * @param facts as known now
 * @param earlier those of them that are known before they were recorded
 * @param earlierMillis by how much, all together
 * @param mostEarlierMillis by how much at most
 * @param replaced versions of work and of allocations that do not stand
 * @param tooOld facts that were refused because they came too late, and count now
 */
public record FeedHindsight(
    long facts,
    long earlier,
    long earlierMillis,
    long mostEarlierMillis,
    long replaced,
    long tooOld) {
  /** Of a feed of which nothing was seen yet. */
  static final FeedHindsight NOTHING = new FeedHindsight(0, 0, 0, 0, 0, 0);

  /** One more fact, known by so much earlier. */
  FeedHindsight plus(long millis) {
    return new FeedHindsight(
        facts + 1,
        earlier + (millis > 0 ? 1 : 0),
        Math.addExact(earlierMillis, millis),
        Math.max(mostEarlierMillis, millis),
        replaced,
        tooOld);
  }

  /** One more version that does not stand. */
  FeedHindsight plusReplaced() {
    return new FeedHindsight(
        facts, earlier, earlierMillis, mostEarlierMillis, replaced + 1, tooOld);
  }

  /** One more that was refused. */
  FeedHindsight plusTooOld() {
    return new FeedHindsight(
        facts, earlier, earlierMillis, mostEarlierMillis, replaced, tooOld + 1);
  }

  /** Of those that are known earlier; null if none is. */
  public Long meanEarlierMillis() {
    return earlier == 0 ? null : Long.valueOf(earlierMillis / earlier);
  }
}
