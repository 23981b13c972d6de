package io.tripline.kafka.sink;

import io.tripline.kafka.config.Destination;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.message.DeadLetters;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.People;
import io.tripline.outlet.StateRecords;
import io.tripline.outlet.StatementRecords;
import io.tripline.outlet.WithheldLetters;
import io.tripline.pipeline.RecordTypes;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import io.tripline.schemas.avro.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableFunction;

/** Writes what the pipeline says into the topics of results, as CloudEvents. */
public final class KafkaResults {
  static final String EVENTS_UID = "kafka-events";
  static final String STATEMENTS_UID = "kafka-statements";
  static final String STATES_UID = "kafka-states";
  static final String DEAD_LETTERS_UID = "kafka-dead-letters";

  private static final String ANNOUNCING = "-announcing";

  private final JobConfiguration configuration;
  private final Destination destination;
  private final Clock clock;

  /**
   * Into the topics of a destination.
   *
   * @param clock by which a live job measures how long things took; one that can be sent to a task
   */
  public KafkaResults(JobConfiguration configuration, Destination destination, Clock clock) {
    this.configuration = configuration;
    this.destination = destination;
    this.clock = clock;
  }

  /**
   * Attaches the sinks.
   *
   * @param unread what could not even be read
   */
  public void write(Results results, DataStream<Refusal> unread) {
    attach(
        results.events(),
        EVENTS_UID,
        announcing(
            destination.events(),
            (ServiceEvent event) -> Attributes.of(event),
            ServiceEvent::serviceId,
            (event, people) -> EventRecords.of(people.in(event))));
    attach(
        results.statements(),
        STATEMENTS_UID,
        announcing(
            destination.statements(),
            (Statement statement) -> Attributes.of(statement),
            Statement::serviceId,
            (statement, people) -> StatementRecords.of(people.in(statement))));
    attach(
        results.states(),
        STATES_UID,
        announcing(
            destination.state(),
            (ServiceState state) -> Attributes.of(state),
            ServiceState::serviceId,
            (state, people) -> StateRecords.of(state)));
    People letters = peopleOfLetters();
    attach(
        unread.union(results.refusals()),
        DEAD_LETTERS_UID,
        new Announcing<Refusal>(
            destination.deadLetters(),
            configuration.registry(),
            Attributes::of,
            refusal -> letters.named() ? DeadLetters.key(refusal) : null,
            letters,
            KafkaResults::letter));
  }

  private static DeadLetter letter(Refusal refusal, People people) {
    DeadLetter letter = DeadLetters.of(refusal);
    return people.named() ? letter : WithheldLetters.of(letter);
  }

  /**
   * The live job's dead letters are kept to be sent again, so they are whole, and as much of a
   * secret as the facts are; those of a run are there to be looked at.
   */
  private People peopleOfLetters() {
    return destination instanceof Destination.Live ? People.NAMED : people();
  }

  private People people() {
    return configuration.output().people().people();
  }

  private <T> Announcing<T> announcing(
      Topic topic,
      SerializableFunction<T, Attributes> attributes,
      SerializableFunction<T, String> serviceId,
      Announcing.Wording<T> record) {
    return new Announcing<>(
        topic,
        configuration.registry(),
        attributes,
        said -> serviceId.apply(said).getBytes(StandardCharsets.UTF_8),
        people(),
        record);
  }

  private <T> void attach(DataStream<T> stream, String uid, Announcing<T> announcing) {
    stream
        .process(announcing, RecordTypes.of(Announcement.class))
        .uid(uid + ANNOUNCING)
        .name(uid + ANNOUNCING)
        .sinkTo(sink(uid, announcing.topic()))
        .uid(uid)
        .name(uid);
  }

  private KafkaSink<Announcement> sink(String uid, Topic topic) {
    return KafkaSink.<Announcement>builder()
        .setBootstrapServers(configuration.connection().bootstrapServers())
        .setKafkaProducerConfig(ProducerSettings.of(configuration))
        .setRecordSerializer(new CloudEventRecords(destination, topic, clock))
        .setDeliveryGuarantee(configuration.output().delivery())
        .setTransactionalIdPrefix(destination.transactionalIdPrefix() + "-" + uid)
        // The other one leaks a client per writer, and aborts a job whose prefix begins alike.
        .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
        .build();
  }
}
