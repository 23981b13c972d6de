import io.tripline.schemas.ConfluentCodec;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.RecordCodec;
import io.tripline.schemas.RegisteredSchemas;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Prints what Tripline says, a line an event. Needs kafka-clients and tripline-schemas, and no Flink.
 *
 * <pre>
 *   java -cp 'lib/*' EventLines.java localhost:9092 --once
 * </pre>
 */
public final class EventLines {
  private static final String TOPIC = "tripline.events";
  private static final String VARIANCE = "io.tripline.variance.";
  private static final String KILL_SWITCH = "io.tripline.killswitch.";
  private static final int REMEMBERED = 100_000;
  private static final Duration A_WHILE = Duration.ofMillis(500);

  /** Not safe for threads: one for each that consumes. */
  private final RecordCodec singleObject = new SingleObjectCodec();

  private final RecordCodec confluent = new ConfluentCodec(new NoRegistry());

  /** Where the job writes at least once, an event can come again under its id. */
  private final Set<String> seen = new LinkedHashSet<>();

  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  /** {@code HOST:PORT [--once]}; with {@code --once} it ends at the end of the topic. */
  public static void main(String[] arguments) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0],
            ConsumerConfig.GROUP_ID_CONFIG, "event-lines-java",
            // What a transaction that was given up has left is not for us.
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    boolean once = List.of(arguments).contains("--once");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      new EventLines().consume(consumer, once);
    }
  }

  private void consume(KafkaConsumer<byte[], byte[]> consumer, boolean once) {
    do {
      consumer.poll(A_WHILE).forEach(this::take);
      out.flush();
      // Committed when it has been dealt with: after a failure some come again, and none is missed.
      consumer.commitSync();
    } while (!once || !isAtEnd(consumer));
  }

  private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> partitions = consumer.assignment();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return !partitions.isEmpty()
        && partitions.stream()
            .allMatch(partition -> consumer.position(partition) >= ends.get(partition));
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    String type = header(message, "ce_type");
    if (!type.startsWith(VARIANCE) && !type.startsWith(KILL_SWITCH)) {
      // What it is is in its headers, so that what is not known need not be read.
      passOver(message, type.isEmpty() ? "no ce_type" : type);
      return;
    }
    // The same is said under the same id in every run, so the source is part of who it is.
    if (!seen.add(header(message, "ce_source") + ' ' + header(message, "ce_id"))) {
      return;
    }
    if (seen.size() > REMEMBERED) {
      seen.remove(seen.iterator().next());
    }
    try {
      out.println(line(codec(message.value()).decode(message.value(), ServiceEvent.class)));
    } catch (FormatException e) {
      passOver(message, e.getMessage());
    }
  }

  /** Single-object encoding begins with C3 01, a registry's framing with 00. */
  private RecordCodec codec(byte[] value) {
    return value != null && value.length > 0 && value[0] == 0 ? confluent : singleObject;
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void passOver(ConsumerRecord<byte[], byte[]> message, String why) {
    System.err.printf(
        "%s-%d@%d: passed over: %s%n", message.topic(), message.partition(), message.offset(), why);
  }

  /**
   * Reads by the classes of this program's release, whichever release wrote: a field that is newer is
   * dropped, one that is older than it has its default. Enums gain no symbols; what may grow is text.
   */
  private static String line(ServiceEvent event) {
    if (event.getBody() instanceof Variance variance) {
      return line(
          event,
          "variance",
          variance.getTransition(),
          variance.getSeverity(),
          variance.getTargetId(),
          variance.getHeadline());
    }
    KillSwitch move = (KillSwitch) event.getBody();
    return line(
        event,
        "kill-switch",
        move.getTransition(),
        move.getAction(),
        move.getRuleId(),
        move.getHeadline());
  }

  private static String line(
      ServiceEvent event,
      String kind,
      Enum<?> transition,
      Enum<?> degree,
      String subject,
      String headline) {
    return "%s %s %s %s %s %s: %s"
        .formatted(
            event.getAsOf(),
            event.getServiceId(),
            kind,
            transition,
            degree == null ? "-" : degree,
            subject,
            headline);
  }

  /** Ask yours here, GET REGISTRY/schemas/ids/ID, where a topic has its framing. */
  private static final class NoRegistry implements RegisteredSchemas {
    @Override
    public Schema schema(int id) throws FormatException {
      throw new FormatException(
          Fault.UNKNOWN_SCHEMA, "schema " + id + " is a registry's, and none is asked here");
    }

    @Override
    public int id(Schema schema) {
      throw new UnsupportedOperationException("this program writes nothing");
    }
  }
}
