package io.tripline.notify.alert;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.ServiceEvent;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the messages of the topic of events. One thread at a time may use it. */
public final class NoticeReader {
  private static final String CORRELATION_ID = "correlationid";

  private final RecordReader records;

  /**
   * @param records reads the topic of events
   */
  public NoticeReader(RecordReader records) {
    this.records = records;
  }

  /**
   * The notice that a message is.
   *
   * @throws FormatException if it is none: no event, or without the headers that events have
   * @throws io.tripline.kafka.registry.RegistryFailedException if its schema cannot be had now
   */
  public Notice read(ConsumerRecord<byte[], byte[]> message) throws FormatException {
    SpecificRecord record = records.read(message);
    if (!(record instanceof ServiceEvent event)) {
      throw new FormatException(
          Fault.UNREADABLE, "it is a " + record.getSchema().getName() + ", and no event");
    }
    CloudEvent context = context(message);
    if (!(context.getExtension(CORRELATION_ID) instanceof String key) || key.isEmpty()) {
      throw new FormatException(
          Fault.UNREADABLE,
          "it has no header ce_"
              + CORRELATION_ID
              + ", which says to what incident or kill switch it belongs");
    }
    return new Notice(event, context, key, message.partition(), message.offset());
  }

  private static CloudEvent context(ConsumerRecord<byte[], byte[]> message) throws FormatException {
    try {
      return KafkaMessageFactory.createReader(message).toEvent();
    } catch (CloudEventRWException e) {
      throw new FormatException(
          Fault.UNREADABLE, "it has no headers of a CloudEvent: " + e.getMessage());
    }
  }
}
