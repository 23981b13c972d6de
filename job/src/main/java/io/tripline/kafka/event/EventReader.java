package io.tripline.kafka.event;

import io.tripline.kafka.client.MissingTopicException;
import io.tripline.kafka.client.TopicReader;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.ServiceEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads events from their topic, each once, even where the job has written one twice. */
public final class EventReader implements AutoCloseable {
  /** A job that writes at least once repeats what it said since its last checkpoint. */
  private static final int REMEMBERED = 100_000;

  private final TopicReader topic;
  private final RecordReader records;
  private final EventFilter filter;
  private final Consumer<ServiceEvent> onEvent;
  private final Consumer<String> onUnreadable;
  private final Set<String> told = Collections.newSetFromMap(new Latest());

  private static final class Latest extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  EventReader(
      TopicReader topic,
      RecordReader records,
      EventFilter filter,
      Consumer<ServiceEvent> onEvent,
      Consumer<String> onUnreadable) {
    this.topic = topic;
    this.records = records;
    this.filter = filter;
    this.onEvent = onEvent;
    this.onUnreadable = onUnreadable;
  }

  /**
   * A reader of a job's events.
   *
   * @param onEvent told each event that is meant
   * @param onUnreadable told, in a sentence for a person, where something stands that is no event
   * @throws MissingTopicException if the topic is not there
   */
  public static EventReader open(
      JobConfiguration configuration,
      EventFilter filter,
      Consumer<ServiceEvent> onEvent,
      Consumer<String> onUnreadable)
      throws MissingTopicException {
    Topic topic = configuration.topics().events();
    return new EventReader(
        TopicReader.open(configuration.connection(), topic.name()),
        RecordReader.of(List.of(topic), configuration.registry()),
        filter,
        onEvent,
        onUnreadable);
  }

  /**
   * Reads what has been said so far.
   *
   * @return whether the end was reached, and not stopped before
   */
  public boolean readToEnd() {
    if (filter.from() != null) {
      // A record's timestamp is its event's tick, or later.
      topic.seek(filter.from());
    }
    return topic.readToEnd(this::take);
  }

  /** Reads on, whatever is said, until stopped. */
  public void follow() {
    topic.follow(this::take);
  }

  /** Brings a reading to an end, from another thread. */
  public void stop() {
    topic.stop();
  }

  private boolean take(ConsumerRecord<byte[], byte[]> message) {
    try {
      SpecificRecord record = records.read(message);
      if (!(record instanceof ServiceEvent event)) {
        unreadable(message, "it is a " + record.getSchema().getName() + ", and no event");
      } else if (filter.test(event) && told.add(event.getEventId())) {
        onEvent.accept(event);
      }
    } catch (FormatException e) {
      unreadable(message, e.getMessage());
    }
    return true;
  }

  private void unreadable(ConsumerRecord<byte[], byte[]> message, String why) {
    onUnreadable.accept(
        "%s-%d@%d cannot be shown: %s"
            .formatted(message.topic(), message.partition(), message.offset(), why));
  }

  @Override
  public void close() {
    topic.close();
  }
}
