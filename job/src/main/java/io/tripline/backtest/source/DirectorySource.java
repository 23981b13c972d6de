package io.tripline.backtest.source;

import io.tripline.history.BadHistoryException;
import io.tripline.history.HistoryDirectory;
import io.tripline.history.SortedHistory;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.replay.ReplaySummary.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A history on disk. */
public final class DirectorySource implements HistorySource {
  private final HistoryDirectory history;
  private final String currency;
  private final Slices slices;

  private DirectorySource(HistoryDirectory history, String currency, Slices slices) {
    this.history = history;
    this.currency = currency;
    this.slices = slices;
  }

  /**
   * Looks at a directory.
   *
   * @throws BadHistoryException if it holds no history
   */
  public static DirectorySource open(Path directory, String currency, Slices slices)
      throws BadHistoryException, IOException {
    return new DirectorySource(HistoryDirectory.open(directory), currency, slices);
  }

  @Override
  public String name() {
    return history.root().toString();
  }

  @Override
  public String currency() {
    return currency;
  }

  @Override
  public Calendars calendars() {
    return history.calendars();
  }

  @Override
  public Slices slices() {
    return slices;
  }

  @Override
  public Path directory() {
    return history.root();
  }

  @Override
  public Read read(Path scratch, LongConsumer factsRead) throws IOException {
    return new Read(SortedHistory.read(history, currency, scratch, factsRead), inputs());
  }

  private List<Input> inputs() throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (Path file : history.files()) {
      inputs.add(
          new Input.File(history.root().relativize(file).toString(), Written.of(file).sha256()));
    }
    return List.copyOf(inputs);
  }
}
