package io.tripline.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.RegistrySettings.OnFailure;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.outlet.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  private static final String SERVERS = "bootstrap.servers: a:1\n";

  @TempDir private Path folder;

  @Test
  void readsEveryOption() throws Exception {
    Files.writeString(
        folder.resolve("calendars.yaml"),
        "mill: {zone: Europe/Berlin, days: [MONDAY], open: \"06:00\", close: \"14:00\"}\n");

    JobConfiguration configuration =
        read("""
        deployment: north
        currency: EUR
        slice: PT10M
        calendars: calendars.yaml
        bootstrap.servers: [a:1, "b:2"]
        kafka:
          security.protocol: SSL
          consumer.fetch.min.bytes: 7
          producer: {linger.ms: 8}
          admin.retries: 9
        topic:
          cost: {name: t.cost, framing: confluent}
          ticket: {name: t.ticket, framing: confluent}
          allocation: {name: t.allocation, framing: confluent}
          governance: {name: t.governance, framing: confluent}
          events: {name: t.events, framing: confluent}
          statements: {name: t.statements, framing: confluent}
          state: {name: t.state, framing: confluent}
          dead-letters: {name: t.dead, framing: confluent}
        schema.registry:
          url: https://registry:8081/, https://other:8081
          basic.auth: {username: "${env:NAME}", password: "${dir:/run/secrets:registry}"}
          ssl.truststore: {location: /t.p12, password: "${file:/s.properties:t}"}
          retries: 3
          retry.backoff: PT1S
          unknown.id: fail
          unreachable: dead-letter
        group.id: group
        start.from: 2026-01-05T08:00:00+01:00
        out.of.orderness: PT2S
        idleness: never
        heartbeat.interval: PT3S
        heartbeat.delay: PT4S
        max.clock.skew: PT5S
        max.record.bytes: 6
        delivery.guarantee: exactly-once
        transactional.id.prefix: prefix
        transaction.timeout: PT7M
        checkpoint.interval: PT8S
        people: hashed
        pseudonym.key: ${env:PSEUDONYMS}
        """)
            .usable();

    assertThat(configuration.ledger().calendars().names()).contains("mill");
    assertThat(configuration)
        .isEqualTo(
            new JobConfiguration(
                "north",
                "EUR",
                new LedgerSettings(new Slices(600_000), configuration.ledger().calendars()),
                new Connection(
                    "a:1,b:2",
                    Map.of("security.protocol", "SSL"),
                    Map.of("fetch.min.bytes", "7"),
                    Map.of("linger.ms", "8"),
                    Map.of("retries", "9")),
                new Topics(
                    new Topic("t.cost", Framing.CONFLUENT),
                    new Topic("t.ticket", Framing.CONFLUENT),
                    new Topic("t.allocation", Framing.CONFLUENT),
                    new Topic("t.governance", Framing.CONFLUENT),
                    new Topic("t.events", Framing.CONFLUENT),
                    new Topic("t.statements", Framing.CONFLUENT),
                    new Topic("t.state", Framing.CONFLUENT),
                    new Topic("t.dead", Framing.CONFLUENT)),
                new RegistrySettings(
                    "https://registry:8081,https://other:8081",
                    "${env:NAME}",
                    "${dir:/run/secrets:registry}",
                    Map.of(
                        "ssl.truststore.location", "/t.p12",
                        "ssl.truststore.password", "${file:/s.properties:t}"),
                    3,
                    Duration.ofSeconds(1),
                    OnFailure.FAIL,
                    OnFailure.DEAD_LETTER),
                new InputSettings(
                    "group",
                    Start.at(Instant.parse("2026-01-05T07:00:00Z").toEpochMilli()),
                    Duration.ofSeconds(2),
                    null,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(5),
                    6),
                new OutputSettings(
                    DeliveryGuarantee.EXACTLY_ONCE,
                    "prefix",
                    Duration.ofMinutes(7),
                    Duration.ofSeconds(8),
                    new PeopleSettings(People.Naming.HASHED, "${env:PSEUDONYMS}"))));
  }

  @Test
  void peopleAreHashedWithAKeyThatIsASecret() throws Exception {
    assertThat(read(SERVERS + "people: hashed").errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error)
                    .contains("'people' is hashed, for which a key is needed", "${env:NAME}"));
    assertThat(read(SERVERS + "people: hashed\npseudonym.key: 0123456789abcdef").errors())
        .singleElement()
        .satisfies(error -> assertThat(error).contains("'pseudonym.key' is a secret"));
    assertThat(read(SERVERS + "people: initials").errors())
        .singleElement()
        .satisfies(error -> assertThat(error).contains("one of names, hashed, none"));
    assertThat(read(SERVERS + "people: none\npseudonym.key: ${env:PSEUDONYMS}").warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning).contains("is of no use where people is not"));
  }

  @Test
  void namesGroupAndTransactionsAfterTheDeployment() throws Exception {
    JobConfiguration configuration = read(SERVERS + "deployment: test").usable();

    assertThat(configuration.input().groupId()).isEqualTo("tripline-test");
    assertThat(configuration.output().transactionalIdPrefix()).isEqualTo("tripline-test");
    assertThat(configuration.topics()).isEqualTo(Topics.DEFAULT);
  }

  @Test
  void saysAllThatIsWrongAtOnceWhereItStands() throws IOException {
    ConfigurationReading reading =
        read(
            """
            deployment: "north star"
            currency: euro
            slice: PT7M
            bootstrap.servers: "a:1,b"
            kafka:
              sasl.jaas.config: x.Module required username="u" password="s3cr3t";
              ssl.key.password: s3cr3t
              group.id: g
              security.protocol: SALS_SSL
              consumer.fetch.min.bytes: many
              sasl.jaas.confg: s3cr3t
              ssl.keystore.location: ${HOME}/k
            topic.cost.name: tripline.state
            topic.ticket.name: a topic
            topic.events.framing: conflunt
            topic.governance.framing: confluent
            schema.registry.basic.auth.password: s3cr3t
            schema.registry.ssl.trustore.location: /t
            start.from: yesterday
            idlness: PT3M
            idleness: 3m
            idleness.for: PT1M
            heartbeat.interval: PT2H
            heartbeat.delay: PT10S
            max.record.bytes: 10 MB
            delivery:
              guarantee: none
            delivery.guarantee: exactly-once
            transaction.timeout: PT10S
            group.id: "${env:GROUP}"
            """);

    assertThat(reading.configuration()).isNull();
    assertThat(reading.effective()).isEmpty();
    assertThat(String.join("\n", reading.errors())).doesNotContain("s3cr3t");
    assertThat(reading.errors())
        .satisfiesExactly(
            starts(
                "1:13: 'deployment' is \"north star\", which cannot be part of an address; write"),
            starts("2:11: 'currency' is \"euro\", which is no code of ISO 4217; write three"),
            starts("3:8: 'slice' is \"PT7M\", which does not divide an hour; write one such as"),
            starts(
                "4:20: 'bootstrap.servers' is \"a:1,b\", where 'b' is no server; write HOST:PORT"),
            starts("6:3: 'kafka.sasl.jaas.config' holds password itself, which has no"),
            starts("7:3: 'kafka.ssl.key.password' is a secret, which has no place in this file;"),
            starts("8:3: 'kafka.group.id' is decided by the job; take it away, and write group.id"),
            starts("9:3: 'kafka.security.protocol' is refused by Kafka's client: Invalid value"),
            starts("10:3: 'kafka.consumer.fetch.min.bytes' is refused by Kafka's client: Invalid"),
            starts(
                "11:3: 'kafka.sasl.jaas.confg' is not known to the client (did you mean"
                    + " 'sasl.jaas.config'?) and looks like a secret"),
            starts(
                "12:3: 'kafka.ssl.keystore.location' holds ${HOME}, which is no reference; write"),
            starts("13:1: 'topic.cost.name' and 'topic.state.name' are both tripline.state; give"),
            starts("14:20: 'topic.ticket.name' is \"a topic\", which Kafka takes for no topic;"),
            starts(
                "15:23: 'topic.events.framing' is \"conflunt\", which there is not (did you mean"
                    + " 'confluent'?); write one of single-object, confluent"),
            starts("16:1: 'topic.governance.framing' is confluent, for which a registry is needed"),
            starts("17:1: 'schema.registry.basic.auth.password' is a secret, which has no place"),
            starts("17:1: 'schema.registry.basic.auth.password' is of no use alone; write"),
            starts(
                "18:1: 'schema.registry.ssl.trustore.location' is no setting of TLS (did you mean"
                    + " 'ssl.truststore.location'?)"),
            starts("19:13: 'start.from' is \"yesterday\", which is neither a time nor a word for"),
            starts("20:1: 'idlness' is no key (did you mean 'idleness'?); see the reference"),
            starts("21:11: 'idleness' is \"3m\", which is no duration; write one such as"),
            starts("22:1: 'idleness.for' is no key; see the reference for those there are"),
            starts(
                "23:21: 'heartbeat.interval' is \"PT2H\", which is out of range; write a duration"),
            starts("25:19: 'max.record.bytes' is \"10 MB\", which is no whole number; write a"),
            starts("27:14: 'delivery.guarantee' is \"none\", which there is not; write one of"),
            starts("28:1: 'delivery.guarantee' was given in line 27 already; keep one of the two"),
            starts(
                "29:1: 'transaction.timeout' gives up transactions (transaction.timeout, PT10S)"),
            starts("30:1: 'group.id' refers to something, which only settings of clients may;"));
  }

  @Test
  void saysWhatIsOdd() throws Exception {
    ConfigurationReading reading =
        read(
            """
            bootstrap.servers: a:1
            kafka.max.pol.records: 5
            kafka.sasl.login.callback.handler.class: com.example.Ours
            schema.registry.url: http://registry:8081
            schema.registry.basic.auth: {username: u, password: "${env:P}"}
            heartbeat: {interval: never, delay: PT5M}
            transaction.timeout: PT20M
            """);

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.usable().connection().common()).containsEntry("max.pol.records", "5");
    assertThat(reading.warnings())
        .satisfiesExactly(
            starts(
                "2:1: warning: 'kafka.max.pol.records' is not known to Kafka's clients (did you"
                    + " mean 'max.poll.records'?); it is passed on all the same"),
            starts("4:1: warning: 'schema.registry.url' is of no use: no topic's framing is"),
            starts("5:43: warning: 'schema.registry.basic.auth.password' is sent in the open"),
            starts("6:30: warning: 'heartbeat.delay' is of no use: heartbeat.interval is never"),
            starts("7:1: warning: 'transaction.timeout' is longer than brokers allow by default"));
    assertThat(read(SERVERS + "idleness: never\nheartbeat.interval: PT5S").warnings())
        .singleElement()
        .satisfies(starts("3:1: warning: 'heartbeat.interval' is of no use: idleness is never"));
    assertThat(read(SERVERS + "schema.registry.retries: 4").warnings())
        .singleElement()
        .satisfies(starts("2:1: warning: 'schema.registry.retries' is of no use without schema."));
    assertThat(read(SERVERS + "delivery.guarantee: at-least-once\ntransactional.id.prefix: p"))
        .satisfies(
            odd ->
                assertThat(odd.warnings())
                    .singleElement()
                    .satisfies(starts("3:1: warning: 'transactional.id.prefix' is of no use")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "topic.events.name: tripline.cost | 'topic.events.name' and 'topic.cost.name' are both",
        "heartbeat.delay: PT30S | 'heartbeat.delay' makes heartbeats come sooner (PT30S) than",
        "out.of.orderness: PT3M | 'out.of.orderness' makes heartbeats come sooner (PT2M) than",
        "checkpoint.interval: PT10M | 'checkpoint.interval' gives up transactions",
        "schema.registry.url: https://u:p@registry | 'schema.registry.url' is",
        "schema.registry.url: 'https://a, ftp://b' | 'schema.registry.url' is",
        "schema.registry: {url: 'https://r', ssl.engine.factory.class: x} | is no setting of TLS",
        "schema.registry: {url: 'http://r', ssl.protocol: TLS} | is about TLS, but http://r has",
        "kafka.acks: 1 | 'kafka.acks' is decided by the job; take it away, and write delivery",
        "kafka.consumer.auto.offset.reset: none | and write start.from",
        "kafka.key.deserializer: x | 'kafka.key.deserializer' is decided by the job; take it away",
        "kafka.config.providers: vault | 'kafka.config.providers' is set by the job",
        "kafka.ssl.key.password: ${vault:a:b} | 'kafka.ssl.key.password' is a secret",
        "kafka.sasl.jaas.config: o.M required password \"p\"; | is not what Kafka's clients read",
        "kafka.sasl.jaas.config: o.M required password='p' | is not what Kafka's clients read",
        "kafka.sasl.jaas.config: o.M required password='p${env:P}'; | holds password itself",
        "kafka.sasl.jaas.config: o.M required clientSecret='p'; | holds clientSecret itself",
        "kafka.sasl.jaas.config: o.M required user='${P}'; | holds ${P}, which is no reference",
        "kafka.our.token: abc | and looks like a secret",
        "calendars: none.yaml | 'calendars' is none.yaml, and there is no file",
        "group.id: [a, {b: c}] | an item of 'group.id' is a mapping",
        "[a] | the document is a list; write keys with values",
      })
  void refuses(String line, String message) throws IOException {
    boolean document = line.startsWith("[");

    assertThat(read(document ? line : SERVERS + line).errors())
        .anySatisfy(error -> assertThat(error).contains(message.strip()));
  }

  @Test
  void saysWhatIsWrongWithTheCalendars() throws IOException {
    Path calendars = folder.resolve("calendars.yaml");
    Files.writeString(calendars, "mill:\n  zone: Mars\n");

    assertThat(read(SERVERS + "calendars: calendars.yaml\nslice: PT7M").errors())
        .hasSizeGreaterThan(2)
        .anySatisfy(starts("3:8: 'slice' is"))
        .anySatisfy(error -> assertThat(error).startsWith(calendars + ":2:9: 'mill.zone' is"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'${env:CONFIG}'",
        "o.M required username=\"u\" password=\"${env:P}\";",
        "o.M required username='${env:U}' password='${file:/a.properties:b}';",
        "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab=\"/k\";",
        "o.OAuth required clientId=\"a\" clientSecret=\"${dir:/run/secrets:c}\";"
      })
  void takesLoginModulesWhoseSecretsAreReferences(String jaas) throws Exception {
    JobConfiguration configuration = read(SERVERS + "kafka.sasl.jaas.config: " + jaas).usable();

    assertThat(configuration.connection().common()).containsKey("sasl.jaas.config");
  }

  @Test
  void takesWhatIsSetBesideTheFileForTheFiles() throws Exception {
    String text = SERVERS + "currency: EUR\nidleness: PT3M\n";

    ConfigurationReading reading =
        ConfigurationFile.read(text, file(), Map.of("currency", "CHF", "idleness", ""));

    assertThat(reading.usable().currency()).isEqualTo("CHF");
    assertThat(reading.usable().input().idleness()).isEqualTo(Duration.ofMinutes(1));
    assertThat(reading.effective()).containsEntry("currency", "CHF");
  }

  @Test
  void showsWhatItComesTo() throws Exception {
    ConfigurationReading reading =
        read(SERVERS + "deployment: d\nkafka.ssl.key.password: ${env:PASSWORD}\n");

    assertThat(reading.effective())
        .containsEntry("bootstrap.servers", "a:1")
        .containsEntry("group.id", "tripline-d")
        .containsEntry("kafka.ssl.key.password", "${env:PASSWORD}")
        .doesNotContainKeys("schema.registry.retries", "calendars");
  }

  @Test
  void readsCommittedFactsOnlyUnlessTold() throws Exception {
    String setting = "kafka.consumer.isolation.level: read_uncommitted";
    Properties plain = read(SERVERS).usable().connection().consumerProperties();
    Properties told = read(SERVERS + setting).usable().connection().consumerProperties();

    assertThat(plain).containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    assertThat(told).containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
  }

  @Test
  void hasDefaultsForServersOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobConfiguration.defaults("nowhere"))
        .withMessageStartingWith(
            "'bootstrap.servers' is \"nowhere\", where 'nowhere' is no server");
  }

  @Test
  void saysWhichFileIsNone() {
    assertThatExceptionOfType(BadConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(folder))
        .withMessage(folder + " is no file; name a configuration file in YAML");
  }

  @Test
  void saysWhichFileIsNoText() throws IOException {
    Files.write(file(), new byte[] {(byte) 0xc3, 0x28});

    assertThatExceptionOfType(BadConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(file()))
        .withMessageContaining("is no text in UTF-8");
  }

  @Test
  void putsEveryProblemIntoTheMessage() throws IOException {
    Files.writeString(file(), "currency: euro\n");

    assertThatExceptionOfType(BadConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(file()))
        .satisfies(e -> assertThat(List.of(e.getMessage().split("\\R"))).hasSize(2));
  }

  private ConfigurationReading read(String text) throws IOException {
    return ConfigurationFile.read(text, file(), Map.of());
  }

  private ThrowingConsumer<String> starts(String rest) {
    return line -> assertThat(line).startsWith(file() + ":" + rest);
  }

  private Path file() {
    return folder.resolve("tripline.yaml");
  }
}
