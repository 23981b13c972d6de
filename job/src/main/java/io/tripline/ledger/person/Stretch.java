package io.tripline.ledger.person;

import java.util.List;

/**
 * A stretch of whole slices that all post the same. Most slices repeat the one before, so what they
 * post is computed once.
 *
 * @param from start of its first slice
 * @param until end of its last slice
 * @param postings what each slice posts, by service; the slice they name is the first one
 */
public record Stretch(long from, long until, List<LaborPosting> postings) {
  boolean holds(long slice) {
    return from <= slice && slice < until;
  }

  /** What one of its slices posts. */
  List<LaborPosting> postingsOf(long slice) {
    return slice == from ? postings : postings.stream().map(posting -> posting.at(slice)).toList();
  }
}
