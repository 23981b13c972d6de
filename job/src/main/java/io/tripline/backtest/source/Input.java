package io.tripline.backtest.source;

/** Something that a backtest read; called so that it is the same on every machine. */
public sealed interface Input {
  /**
   * A file.
   *
   * @param name relative to the history's directory, or else without any
   * @param sha256 of its bytes
   */
  record File(String name, String sha256) implements Input {}

  /**
   * A partition of a topic: which records of it there are never changes, as long as they are kept.
   *
   * @param from the offset of the first record that was there
   * @param to the offset behind the last
   */
  record Partition(String topic, int partition, long from, long to) implements Input {}
}
