package io.tripline.checks.monitoring;

import io.tripline.kafka.LiveJob;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.governance.GovernanceFacts;
import io.tripline.kafka.source.Heartbeat;
import io.tripline.local.broker.FreePorts;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.local.embedded.LocalFlink;
import io.tripline.local.embedded.TemporaryDirectory;
import io.tripline.pipeline.TriplinePipeline;
import io.tripline.plan.PlanReader;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.Opened;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.TicketChanged;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The live job with Flink's reporter for Prometheus, on an embedded broker and cluster, with all to
 * count that can be counted: four hours of facts that end now, among them some that are late,
 * double or refused; a service that spends without a plan, and one whose plan is exceeded so that
 * its kill switch trips.
 */
final class MonitoredJob implements AutoCloseable {
  private static final String PLAN =
      """
      serviceId: watched
      version: 1
      recordedAt: 2026-01-05T08:00:00Z
      name: Watched
      objective: MARGIN_PROTECTION
      owners: {business: cfo, delivery: head-of-watching}
      mayOverride: [cfo]
      currency: USD
      calendar: always
      baseline: {unitsPerWeek: 0, spendPerWeek: {CLOUD: 1.00}}
      targets:
        - {id: spend, metric: cost, window: HOUR, atMost: 10.00, critical: 100000.00, for: PT0S, during: ALWAYS}
      killSwitch:
        - id: stop
          when: [{metric: cost, window: HOUR, above: 20.00}]
          for: PT0S
          action: DEFUND
          certifyWithin: PT1H
          during: ALWAYS
      """;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final SingleObjectCodec codec = new SingleObjectCodec();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Instant now;
  private final JobConfiguration configuration;
  private final KafkaProducer<byte[], byte[]> producer;
  private final int port;
  private final LocalFlink.Running job;

  private MonitoredJob(InstantSource clock) throws Exception {
    now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Path directory = keep(TemporaryDirectory.create("tripline-monitored-")).path();
    EmbeddedBroker broker = keep(EmbeddedBroker.start());
    configuration = configuration(broker.bootstrapServers());
    List<NewTopic> topics = new ArrayList<>();
    configuration.topics().facts().forEach(topic -> topics.add(topic(topic)));
    configuration.topics().results().forEach(topic -> topics.add(topic(topic)));
    broker.createTopics(topics);
    producer =
        keep(
            new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    port = FreePorts.find(1).get(0);
    LocalFlink flink = keep(LocalFlink.start(directory, reporter(port)));
    Configuration settings = TriplinePipeline.configuration();
    settings.addAll(LocalFlink.jobConfiguration(directory));
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
    LiveJob.connect(environment, configuration);
    job = flink.submit(environment, "Tripline checks");
    keep(job::cancel);
  }

  /** Starts everything; returns before anything is said. */
  static MonitoredJob start(InstantSource clock) throws Exception {
    return new MonitoredJob(clock);
  }

  private <T extends AutoCloseable> T keep(T resource) {
    started.push(resource);
    return resource;
  }

  private static NewTopic topic(Topic topic) {
    return new NewTopic(topic.name(), 1, (short) 1);
  }

  private static Configuration reporter(int port) {
    Configuration settings = new Configuration();
    settings.set(MetricOptions.REPORTERS_LIST, "prom");
    settings.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    settings.setString("metrics.reporter.prom.port", Integer.toString(port));
    return settings;
  }

  private static JobConfiguration configuration(String bootstrapServers) throws Exception {
    String text =
        """
        deployment: checks
        slice: PT1M
        bootstrap.servers: %s
        start.from: earliest
        out.of.orderness: PT0S
        idleness: PT1S
        heartbeat.interval: PT0.5S
        heartbeat.delay: PT5H
        checkpoint.interval: PT1S
        """
            .formatted(bootstrapServers);
    return ConfigurationFile.read(text, Path.of("tripline.yaml"), Map.of()).usable();
  }

  /** Sends all but what is to be late, and says that it is all up to now. */
  void feed() {
    PlanPublished plan = plan();
    send(configuration.topics().governance(), plan);
    PlanPublished again = PlanPublished.newBuilder(plan).build();
    again.setEventId("no-higher-version");
    send(configuration.topics().governance(), again);
    for (int hour = 4; hour > 0; hour--) {
      send(configuration.topics().cost(), cost("watched", "w-" + hour, hours(hour), "USD"));
      send(configuration.topics().cost(), cost("unplanned", "u-" + hour, hours(hour), "USD"));
      send(configuration.topics().cost(), cost("watched", "w-" + hour, hours(hour), "USD"));
      send(configuration.topics().cost(), cost("watched", "e-" + hour, hours(hour), "EUR"));
    }
    send(
        configuration.topics().ticket(),
        new TicketChanged(
            "itsm", "t-1", hours(2), hours(2), "watched", "T-1", "INCIDENT", new Opened()));
    send(
        configuration.topics().allocation(),
        new AllocationChanged(
            "psa",
            "a-1",
            hours(4),
            "al-1",
            "somebody",
            "sre",
            "watched",
            BigDecimal.ONE.setScale(6),
            BigDecimal.TEN.setScale(6),
            "USD",
            "office",
            hours(4),
            null,
            false));
    send(configuration.topics().ticket(), "no fact".getBytes(StandardCharsets.UTF_8));
    knowUpTo(now);
  }

  /** Sends what was recorded before the ticks that are over by now, and lets one more be over. */
  void feedLate() {
    for (int i = 0; i < 5; i++) {
      send(configuration.topics().cost(), cost("watched", "late-" + i, hours(1), "USD"));
    }
    knowUpTo(now.plus(Duration.ofMinutes(2)));
  }

  /** The clock would say so only hours later. */
  private void knowUpTo(Instant time) {
    for (Topic topic : configuration.topics().facts()) {
      var unused = producer.send(Heartbeat.of(topic.name(), 0, time.toEpochMilli()));
    }
    producer.flush();
  }

  private Instant hours(long ago) {
    return now.minus(Duration.ofHours(ago));
  }

  private PlanPublished plan() {
    PlanReader reader = new PlanReader("USD", configuration.ledger().calendars());
    Clock then = Clock.fixed(hours(4).minus(Duration.ofMinutes(5)), ZoneOffset.UTC);
    return new GovernanceFacts(then).published(reader.read(PLAN), "USD");
  }

  private static CostRecorded cost(String service, String id, Instant at, String currency) {
    return new CostRecorded(
        "erp",
        id,
        at,
        service,
        CostCategory.CLOUD,
        new BigDecimal("50.000000"),
        currency,
        at,
        at,
        null);
  }

  private void send(Topic topic, SpecificRecord fact) {
    send(topic, codec.encode(fact));
  }

  private void send(Topic topic, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic.name(), value));
  }

  /** Where Prometheus finds the metrics. */
  String target() {
    return "127.0.0.1:" + port;
  }

  /**
   * What Prometheus would be given now.
   *
   * @throws IllegalStateException if the job has ended
   */
  String scrape() throws Exception {
    job.check();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + target() + "/metrics")).build();
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException("the reporter answered " + response.statusCode());
    }
    return response.body();
  }

  /** The sum of a metric over all subtasks and labels, those apart that are asked for. */
  static double sum(String scrape, String metric, String... labels) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() throws Exception {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }
}
