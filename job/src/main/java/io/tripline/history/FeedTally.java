package io.tripline.history;

import java.util.Map;
import java.util.TreeMap;

/** Counts what is read of a feed before the pipeline sees any of it. */
final class FeedTally {
  /** A file may name every field of every line anew; nobody wants to read that many. */
  private static final int MOST_NAMES = 100;

  private static final String OTHERS = "(others)";

  private final Map<String, Long> unknownFields = new TreeMap<>();
  private long read;
  private long refused;

  void countRead() {
    read++;
  }

  void countRefused() {
    refused++;
  }

  void countUnknown(String field) {
    boolean room = unknownFields.containsKey(field) || unknownFields.size() < MOST_NAMES;
    unknownFields.merge(room ? field : OTHERS, 1L, Long::sum);
  }

  long read() {
    return read;
  }

  long refused() {
    return refused;
  }

  /** How often which field was there that the contract does not know. */
  Map<String, Long> unknownFields() {
    return unknownFields;
  }
}
