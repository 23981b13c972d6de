package io.tripline.backtest.source;

import io.tripline.history.BadHistoryException;
import io.tripline.kafka.client.MissingTopicException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.event.EventFilter;
import io.tripline.kafka.event.EventReader;
import io.tripline.schemas.avro.ServiceEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The topic that a live job writes its events to, from its beginning to its end.
 *
 * @param configuration the live job's
 */
public record EventsTopic(JobConfiguration configuration) implements WrittenEvents {
  @Override
  public String name() {
    return configuration.topics().events().name();
  }

  @Override
  public List<ServiceEvent> read() throws BadHistoryException {
    List<ServiceEvent> events = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    try (EventReader reader =
        EventReader.open(configuration, EventFilter.ALL, events::add, unreadable::add)) {
      reader.readToEnd();
    } catch (MissingTopicException e) {
      throw new BadHistoryException(e.getMessage());
    }
    if (!unreadable.isEmpty()) {
      throw new BadHistoryException(unreadable.get(0));
    }
    return events;
  }
}
