package io.tripline.backtest.source;

import io.tripline.history.SortedHistory;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** A history that candidates are tried on, and what is to be known of it besides its facts. */
public interface HistorySource {
  /** What a message calls it. */
  String name();

  /** The one currency of its facts and plans, as a code of ISO 4217. */
  String currency();

  /** The calendars that plans may name. */
  Calendars calendars();

  /** The grid of time. */
  Slices slices();

  /** The directory that it is, or null if it is none. */
  Path directory();

  /**
   * What was read.
   *
   * @param inputs where it stood
   */
  record Read(SortedHistory history, List<Input> inputs) {}

  /**
   * Reads all facts, once.
   *
   * @param scratch a directory for the sorted facts
   * @param factsRead told now and then how many facts were read
   */
  Read read(Path scratch, LongConsumer factsRead) throws Exception;
}
