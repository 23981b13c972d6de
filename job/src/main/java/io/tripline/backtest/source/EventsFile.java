package io.tripline.backtest.source;

import io.tripline.history.BadHistoryException;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of events, one JSON object a line.
 *
 * @param file the file
 */
public record EventsFile(Path file) implements WrittenEvents {
  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public List<ServiceEvent> read() throws BadHistoryException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadHistoryException(file + " is no file; name one of events, one a line");
    }
    List<ServiceEvent> events = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          events.add(EventJson.read(line));
        } catch (FormatException e) {
          throw new BadHistoryException(file + ":" + number + ": " + e.getMessage());
        }
      }
    }
    return events;
  }
}
