package io.tripline.local.proof;

import io.tripline.kafka.config.Topic;
import io.tripline.kafka.config.Topics;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that the job has said, as a consumer sees it that reads what is committed. */
final class Results implements AutoCloseable {
  private static final Duration A_LITTLE = Duration.ofMillis(100);

  private final Map<String, Object> settings;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final SingleObjectCodec codec = new SingleObjectCodec();
  private final List<ServiceEvent> events = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Map<String, ServiceState> states = new TreeMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  Results(Map<String, Object> clientSettings, Topics topics) {
    this.settings = clientSettings;
    this.consumer = consumer(IsolationLevel.READ_COMMITTED);
    for (Topic result : topics.results()) {
      consumer
          .partitionsFor(result.name())
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Takes in what has been said meanwhile; waits a little if it is nothing. */
  void read() throws FormatException {
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(A_LITTLE)) {
      take(codec.decode(message.value()));
    }
  }

  /** Takes in all that stands in the topics. */
  void readToEnd() throws FormatException {
    while (!atEnd()) {
      read();
    }
  }

  private boolean atEnd() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Partitions in which a transaction is open, neither committed nor aborted. */
  List<TopicPartition> undecided() {
    Map<TopicPartition, Long> decided = consumer.endOffsets(partitions);
    try (KafkaConsumer<byte[], byte[]> other = consumer(IsolationLevel.READ_UNCOMMITTED)) {
      Map<TopicPartition, Long> written = other.endOffsets(partitions);
      return partitions.stream().filter(p -> decided.get(p) < written.get(p)).toList();
    }
  }

  private void take(SpecificRecord record) {
    if (record instanceof ServiceEvent event) {
      events.add(event);
    } else if (record instanceof Statement statement) {
      statements.add(statement);
    } else if (record instanceof ServiceState state) {
      states.put(state.getServiceId(), state);
    } else if (record instanceof DeadLetter letter) {
      deadLetters.add(letter);
    } else {
      throw new IllegalStateException("no result is a " + record.getSchema());
    }
  }

  /** Every event, as often as it was said, in order of their text. */
  List<String> eventLines() {
    return events.stream().map(EventJson::write).sorted().toList();
  }

  /** Every revision of every statement, as often as it was said, in order of their text. */
  List<String> statementLines() {
    return statements.stream().map(StatementJson::write).sorted().toList();
  }

  List<ServiceEvent> events() {
    return List.copyOf(events);
  }

  List<Statement> statements() {
    return List.copyOf(statements);
  }

  /** The last revision of every hour's statement, as JSON. */
  Map<String, String> lastStatements() {
    return last(statements);
  }

  /** The last state of every service. */
  Map<String, ServiceState> states() {
    return Map.copyOf(states);
  }

  List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  static Map<String, String> last(Iterable<Statement> statements) {
    Map<String, Statement> last = new HashMap<>();
    for (Statement statement : statements) {
      last.merge(
          hour(statement),
          statement,
          (one, other) -> other.getRevision() > one.getRevision() ? other : one);
    }
    Map<String, String> lines = new TreeMap<>();
    last.forEach((hour, statement) -> lines.put(hour, StatementJson.write(statement)));
    return lines;
  }

  static String hour(Statement statement) {
    return statement.getServiceId() + " " + statement.getHour();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
