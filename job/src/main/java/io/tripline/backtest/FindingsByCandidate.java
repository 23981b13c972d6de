package io.tripline.backtest;

import io.tripline.backtest.trial.Finding;
import io.tripline.backtest.trial.RecordFile;
import java.io.IOException;
import java.util.stream.LongStream;

/** Finds the events of each candidate in a file of all of them. */
final class FindingsByCandidate {
  private final RecordFile<Finding> file;
  private final long[][] offsets;

  /** Is told of a finding. */
  interface Taker {
    void take(Finding finding) throws IOException;
  }

  FindingsByCandidate(RecordFile<Finding> file, int candidates) throws IOException {
    this.file = file;
    LongStream.Builder[] builders = new LongStream.Builder[candidates];
    for (int i = 0; i < candidates; i++) {
      builders[i] = LongStream.builder();
    }
    file.forEach((finding, offset) -> builders[finding.candidate()].add(offset));
    offsets = new long[candidates][];
    for (int i = 0; i < candidates; i++) {
      offsets[i] = builders[i].build().toArray();
    }
  }

  /** Goes through a candidate's findings, in the order in which they happened. */
  void of(int candidate, Taker taker) throws IOException {
    file.forEachAt(offsets[candidate], (finding, offset) -> taker.take(finding));
  }
}
