package io.tripline.kafka.config;

import io.tripline.kafka.config.Option.Use;
import io.tripline.kafka.config.RegistrySettings.OnFailure;
import io.tripline.ledger.Slices;
import io.tripline.outlet.People;
import io.tripline.plan.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * All keys of the configuration file that are Tripline's own, with their defaults: what is read,
 * what is refused, what is shown and what the reference must name all follow from this table.
 */
final class Options {
  static final Option<String> DEPLOYMENT =
      Option.of("deployment", OptionKinds.DEPLOYMENT, "default");
  static final Option<String> CURRENCY = Option.of("currency", Kind.CURRENCY_CODE, "USD");
  static final Option<Slices> SLICE = Option.of("slice", OptionKinds.SLICE, "PT5M");
  static final Option<String> CALENDARS = Option.of("calendars", OptionKinds.FILE, Use.PLAIN);

  static final Option<String> SERVERS =
      Option.of("bootstrap.servers", OptionKinds.SERVERS, Use.REQUIRED);

  static final TopicOptions COST = TopicOptions.of("cost");
  static final TopicOptions TICKET = TopicOptions.of("ticket");
  static final TopicOptions ALLOCATION = TopicOptions.of("allocation");
  static final TopicOptions GOVERNANCE = TopicOptions.of("governance");
  static final TopicOptions EVENTS = TopicOptions.of("events");
  static final TopicOptions STATEMENTS = TopicOptions.of("statements");
  static final TopicOptions STATE = TopicOptions.of("state");
  static final TopicOptions DEAD_LETTERS = TopicOptions.of("dead-letters");

  /** In the order in which {@link Topics} takes them. */
  static final List<TopicOptions> TOPICS =
      List.of(COST, TICKET, ALLOCATION, GOVERNANCE, EVENTS, STATEMENTS, STATE, DEAD_LETTERS);

  static final Option<String> REGISTRY_URL =
      Option.of("schema.registry.url", OptionKinds.URL, Use.PLAIN);
  static final Option<String> REGISTRY_USERNAME =
      Option.of("schema.registry.basic.auth.username", OptionKinds.TEXT, Use.REFERABLE);
  static final Option<String> REGISTRY_PASSWORD =
      Option.of("schema.registry.basic.auth.password", OptionKinds.TEXT, Use.SECRET);
  static final Option<Integer> REGISTRY_RETRIES =
      Option.of("schema.registry.retries", OptionKinds.between(0, 100), "5");
  static final Option<Duration> REGISTRY_BACKOFF =
      Option.of("schema.registry.retry.backoff", Kind.durationBetween("PT0.01S", "PT1M"), "PT0.2S");
  static final Option<OnFailure> REGISTRY_UNKNOWN_ID =
      Option.of("schema.registry.unknown.id", OptionKinds.ON_FAILURE, "dead-letter");
  static final Option<OnFailure> REGISTRY_UNREACHABLE =
      Option.of("schema.registry.unreachable", OptionKinds.ON_FAILURE, "fail");

  /** Those that say something only where there is a registry. */
  static final List<Option<?>> OF_REGISTRY =
      List.of(
          REGISTRY_USERNAME,
          REGISTRY_PASSWORD,
          REGISTRY_RETRIES,
          REGISTRY_BACKOFF,
          REGISTRY_UNKNOWN_ID,
          REGISTRY_UNREACHABLE);

  static final Option<String> GROUP =
      Option.of("group.id", OptionKinds.NAME, "tripline-" + Option.DEPLOYMENT);
  static final Option<Start> START = Option.of("start.from", OptionKinds.START, "committed");
  static final Option<Duration> OUT_OF_ORDERNESS =
      Option.of("out.of.orderness", Kind.durationBetween("PT0S", "P1D"), "PT1M");
  static final Option<Optional<Duration>> IDLENESS =
      Option.of("idleness", OptionKinds.betweenOrNever("PT1S", "P8D"), "PT1M");
  static final Option<Optional<Duration>> HEARTBEAT_INTERVAL =
      Option.of("heartbeat.interval", OptionKinds.betweenOrNever("PT0.1S", "PT1H"), "PT10S");
  static final Option<Duration> HEARTBEAT_DELAY =
      Option.of("heartbeat.delay", Kind.durationBetween("PT0S", "P8D"), "PT2M");
  static final Option<Duration> MAX_CLOCK_SKEW =
      Option.of("max.clock.skew", Kind.durationBetween("PT0S", "P1D"), "PT10M");
  static final Option<Integer> MAX_RECORD_BYTES =
      Option.of("max.record.bytes", OptionKinds.between(1, 104_857_600), "1048576");

  static final Option<DeliveryGuarantee> DELIVERY =
      Option.of("delivery.guarantee", OptionKinds.DELIVERY, "exactly-once");
  static final Option<String> TRANSACTIONAL_ID_PREFIX =
      Option.of("transactional.id.prefix", OptionKinds.NAME, "tripline-" + Option.DEPLOYMENT);
  static final Option<Duration> TRANSACTION_TIMEOUT =
      Option.of("transaction.timeout", Kind.durationBetween("PT1S", "P1D"), "PT10M");
  static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.of("checkpoint.interval", Kind.durationBetween("PT0.1S", "PT1H"), "PT10S");

  static final Option<People.Naming> PEOPLE = Option.of("people", OptionKinds.PEOPLE, "names");
  static final Option<String> PSEUDONYM_KEY =
      Option.of("pseudonym.key", OptionKinds.TEXT, Use.SECRET);

  static final String REGISTRY_PREFIX = "schema.registry.";

  /** Below this stand settings of the registry client's TLS, named as Kafka's clients name them. */
  static final String REGISTRY_TLS_PREFIX = REGISTRY_PREFIX + "ssl.";

  /** All of them, in the order of the reference. */
  static final List<Option<?>> ALL = all();

  private Options() {}

  /**
   * The two options of a topic.
   *
   * @param name its name
   * @param framing how its records are put into bytes
   */
  record TopicOptions(Option<String> name, Option<Framing> framing) {
    private static TopicOptions of(String topic) {
      return new TopicOptions(
          Option.of("topic." + topic + ".name", OptionKinds.TOPIC, "tripline." + topic),
          Option.of("topic." + topic + ".framing", OptionKinds.FRAMING, "single-object"));
    }
  }

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>();
    all.addAll(List.of(DEPLOYMENT, CURRENCY, SLICE, CALENDARS, SERVERS));
    TOPICS.forEach(topic -> all.addAll(List.of(topic.name(), topic.framing())));
    all.add(REGISTRY_URL);
    all.addAll(OF_REGISTRY);
    all.addAll(
        List.of(
            GROUP,
            START,
            OUT_OF_ORDERNESS,
            IDLENESS,
            HEARTBEAT_INTERVAL,
            HEARTBEAT_DELAY,
            MAX_CLOCK_SKEW,
            MAX_RECORD_BYTES,
            DELIVERY,
            TRANSACTIONAL_ID_PREFIX,
            TRANSACTION_TIMEOUT,
            CHECKPOINT_INTERVAL,
            PEOPLE,
            PSEUDONYM_KEY));
    return List.copyOf(all);
  }
}
