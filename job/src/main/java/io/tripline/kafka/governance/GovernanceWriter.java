package io.tripline.kafka.governance;

import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.kafka.client.Clients;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.framing.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes facts into the topic of governance, keyed by service. */
public final class GovernanceWriter implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Topic topic;
  private final RecordWriter records;

  GovernanceWriter(Producer<byte[], byte[]> producer, Topic topic, RecordWriter records) {
    this.producer = producer;
    this.topic = topic;
    this.records = records;
  }

  /** A writer for a job; connects when there is something to write. */
  public static GovernanceWriter open(JobConfiguration configuration) {
    Topic topic = configuration.topics().governance();
    return new GovernanceWriter(
        Clients.writer(configuration.connection()),
        topic,
        RecordWriter.of(topic, configuration.registry()));
  }

  /**
   * Does nothing to a fact that the job would take.
   *
   * @throws RefusedException as the job would refuse it
   */
  public static void check(SpecificRecord fact, JobConfiguration configuration)
      throws RefusedException {
    new Intake(configuration.currency(), configuration.ledger().calendars()).fact(fact);
  }

  /**
   * Writes a fact, and returns when all replicas that are in sync have it.
   *
   * @return where it stands
   * @throws ExecutionException if it could not be written; the cause is Kafka's
   */
  public RecordMetadata write(SpecificRecord fact, String serviceId)
      throws InterruptedException, ExecutionException {
    byte[] key = serviceId.getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic.name(), key, records.write(fact))).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
