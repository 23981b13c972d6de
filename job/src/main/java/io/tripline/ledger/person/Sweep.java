package io.tripline.ledger.person;

import io.tripline.ledger.Slices;
import io.tripline.ledger.person.Timeline.Segment;

/** Goes through the slices of a person's timeline, upwards, and says what each one posts. */
final class Sweep {
  private final Timeline timeline;
  private final Slices slices;
  private final String personId;
  private Stretch current;

  /**
   * Begins a sweep.
   *
   * @param current a stretch known from before, or null
   */
  Sweep(Timeline timeline, Slices slices, String personId, Stretch current) {
    this.timeline = timeline;
    this.slices = slices;
    this.personId = personId;
    this.current = current;
  }

  /** The stretch that a slice is in. */
  Stretch at(long slice) {
    if (current == null || !current.holds(slice)) {
      current = stretchFrom(slice);
    }
    return current;
  }

  /** The last stretch asked for, or what it began with. */
  Stretch current() {
    return current;
  }

  private Stretch stretchFrom(long slice) {
    long sliceEnd = slice + slices.length();
    SliceFlows flows = new SliceFlows();
    long segmentEnd = slice;
    for (long at = slice; at < sliceEnd; at = segmentEnd) {
      Segment segment = timeline.from(at);
      segmentEnd = segment.end();
      flows.add(segment.moment(), Math.min(segmentEnd, sliceEnd) - at);
      if (at == slice && segmentEnd >= sliceEnd) {
        return new Stretch(slice, slices.floor(segmentEnd), flows.postings(slice, personId));
      }
    }
    return new Stretch(slice, sliceEnd, flows.postings(slice, personId));
  }
}
