package io.tripline.kafka.sink;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topics;
import io.tripline.kafka.message.DeadLetters;
import io.tripline.kafka.message.Message;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.StateRecords;
import io.tripline.outlet.StatementRecords;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Writes what the pipeline says into the topics of results. */
public final class KafkaResults {
  static final String EVENTS_UID = "kafka-events";
  static final String STATEMENTS_UID = "kafka-statements";
  static final String STATES_UID = "kafka-states";
  static final String DEAD_LETTERS_UID = "kafka-dead-letters";

  private final JobConfiguration configuration;

  public KafkaResults(JobConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Attaches the sinks.
   *
   * @param unread what could not even be read
   */
  public void write(Results results, DataStream<Refusal> unread) {
    Topics topics = configuration.topics();
    attach(
        results.events(),
        EVENTS_UID,
        new ContractRecords<ServiceEvent>(
            topics.events(),
            configuration.registry(),
            EventRecords::of,
            event -> utf8(event.serviceId()),
            ServiceEvent::asOf));
    attach(
        results.statements(),
        STATEMENTS_UID,
        new ContractRecords<Statement>(
            topics.statements(),
            configuration.registry(),
            StatementRecords::of,
            statement -> utf8(statement.serviceId()),
            Statement::asOf));
    attach(
        results.states(),
        STATES_UID,
        new ContractRecords<ServiceState>(
            topics.state(),
            configuration.registry(),
            StateRecords::of,
            state -> utf8(state.serviceId()),
            ServiceState::asOf));
    attach(
        unread.union(results.refusals()),
        DEAD_LETTERS_UID,
        new ContractRecords<Refusal>(
            topics.deadLetters(),
            configuration.registry(),
            DeadLetters::of,
            refusal -> Message.unpack(refusal.original()).key(),
            refusal -> null));
  }

  private <T> void attach(
      DataStream<T> stream, String uid, KafkaRecordSerializationSchema<T> records) {
    stream.sinkTo(sink(uid, records)).uid(uid).name(uid);
  }

  private <T> KafkaSink<T> sink(String uid, KafkaRecordSerializationSchema<T> records) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(configuration.connection().bootstrapServers())
        .setKafkaProducerConfig(producer())
        .setRecordSerializer(records)
        .setDeliveryGuarantee(configuration.output().delivery())
        .setTransactionalIdPrefix(configuration.output().transactionalIdPrefix() + "-" + uid)
        // The other one leaks a client per writer, and aborts a job whose prefix begins alike.
        .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
        .build();
  }

  private Properties producer() {
    Properties properties = configuration.connection().producerProperties();
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(configuration.output().transactionTimeout().toMillis()));
    return properties;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
