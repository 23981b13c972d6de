package io.tripline.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tripline.notify.Events;
import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Alerts;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.NotifyFile;
import io.tripline.notify.config.NotifyReading;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.Message;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What receivers are sent, held to what they document, over the whole life of what they hear of.
 */
class ReceiverTest {
  private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");
  private static final String KEY = "6096f681-dae1-541b-91b3-e65996e42a9a";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Alerts alerts = new Alerts();
  private long offset;

  @ParameterizedTest
  @ValueSource(strings = {"alertmanager", "pagerduty", "slack", "webhook"})
  void everythingIsInTheFormThatTheReceiverDocuments(String type) throws IOException {
    Receiver receiver = receiver(type, "trials: true");
    JsonSchema schema = schema(type.equals("webhook") ? "cloudevents" : type);
    List<Message> messages = new ArrayList<>();
    for (Change change : bothLives()) {
      receiver.on(change, NOW).ifPresent(messages::add);
      if (change.after() != null) {
        receiver.onFound(change.after(), NOW).ifPresent(messages::add);
        messages.addAll(receiver.resend(List.of(change.after()), NOW));
      }
    }
    assertThat(messages.size()).isGreaterThan(10);
    for (Message message : messages) {
      assertThat(schema.validate(JSON.readTree(message.body()))).as(message.body()).isEmpty();
    }
  }

  @Test
  void alertmanagerKnowsAnIncidentByLabelsThatNeverChange() throws IOException {
    Receiver receiver = receiver("alertmanager", "labels: {team: delivery}");
    List<JsonNode> sent = sent(receiver, incident());
    assertThat(sent.stream().map(body -> labels(body.get(0))).distinct())
        .containsExactly(
            new TreeMap<>(
                Map.of(
                    "alertname", "TriplineVariance",
                    "deployment", "test",
                    "service", "a",
                    "target", "margin",
                    "incident", KEY,
                    "team", "delivery")));
    assertThat(sent.stream().map(body -> body.get(0).at("/annotations/severity").asText()))
        .containsExactly("warning", "critical", "critical", "critical");

    assertThat(sent.stream().map(body -> body.get(0).get("startsAt").asText()).distinct())
        .containsExactly("2026-01-26T09:50:00Z");
    String ahead = NOW.plus(Duration.ofMinutes(15)).toString();
    assertThat(sent.stream().map(body -> body.get(0).get("endsAt").asText()))
        .containsExactly(ahead, ahead, ahead, "2026-01-26T13:00:00Z");
  }

  @Test
  void alertmanagerIsNeverToldOfTimesAheadOfTheClock() throws IOException {
    Instant before = Instant.parse("2026-01-26T09:00:00Z");
    Receiver receiver = receiver("alertmanager", "");
    List<Change> incident = incident();
    JsonNode opened = json(receiver.on(incident.get(0), before).orElseThrow()).get(0);
    JsonNode resolved = json(receiver.on(incident.get(3), before).orElseThrow()).get(0);
    assertThat(opened.get("startsAt").asText()).isEqualTo(before.toString());
    assertThat(resolved.get("endsAt").asText()).isEqualTo(before.toString());
    assertThat(resolved.get("startsAt").asText()).isEqualTo(before.toString());
  }

  @Test
  void alertmanagerIsSentWhatIsOpenAgainInPortions() throws IOException {
    Receiver receiver = receiver("alertmanager", "severities: [warning]");
    assertThat(receiver.resendEvery()).contains(Duration.ofMinutes(1));
    List<Alert> open =
        IntStream.range(0, 300)
            .mapToObj(
                i -> {
                  String severity = i % 100 == 0 ? "CRITICAL" : "WARNING";
                  ServiceEvent event =
                      Events.variance("a", "i" + i, "OPENED", severity, "2026-01-26T10:00:00Z");
                  return new Alert(Events.notice(event, "i" + i, i), i);
                })
            .toList();
    List<Integer> sizes = new ArrayList<>();
    for (Message message : receiver.resend(open, NOW)) {
      sizes.add(json(message).size());
    }
    assertThat(sizes).containsExactly(256, 41);
    assertThat(receiver.resend(List.of(), NOW)).isEmpty();
  }

  @Test
  void severitiesHandAnIncidentOnWhenItWorsens() throws IOException {
    List<Change> incident = incident();
    List<JsonNode> warnings = sent(receiver("alertmanager", "severities: [warning]"), incident);
    List<JsonNode> pages = sent(receiver("alertmanager", "severities: [critical]"), incident);
    assertThat(warnings.stream().map(body -> isOpen(body.get(0)))).containsExactly(true, false);
    assertThat(pages.stream().map(body -> isOpen(body.get(0)))).containsExactly(true, true, false);
  }

  @Test
  void pagerDutyOpensAndResolvesOneIncidentUnderOneKey() throws IOException {
    List<JsonNode> sent = sent(receiver("pagerduty", ""), incident());
    assertThat(sent.stream().map(body -> body.get("event_action").asText()))
        .containsExactly("trigger", "trigger", "trigger", "resolve");
    assertThat(sent.stream().map(body -> body.get("dedup_key").asText()).distinct())
        .containsExactly(KEY);
    assertThat(sent.stream().limit(3).map(body -> body.at("/payload/severity").asText()))
        .containsExactly("warning", "critical", "critical");
    assertThat(sent.get(0).at("/payload/summary").asText()).isEqualTo("WARNING a/margin: OPENED");
    assertThat(sent.get(0).get("routing_key").asText()).isEqualTo(SECRET);
  }

  @Test
  void aKillSwitchAsksOnceALifeAndOnlyForWhatSomebodyHasNotSeen() throws IOException {
    List<JsonNode> sent = sent(receiver("pagerduty", ""), twoLives("ENFORCE"));
    assertThat(sent.stream().map(ReceiverTest::actionAndTransition))
        .containsExactly(
            "trigger WARNED",
            "trigger TRIPPED",
            "trigger OVERRUN",
            "resolve ", // OVERRIDDEN
            "trigger TRIPPED",
            "trigger STANDING",
            "resolve ", // CONFIRMED
            "resolve "); // REARMED, for whom it may concern
    assertThat(sent.stream().map(body -> body.get("dedup_key").asText()).distinct())
        .containsExactly("s-1");
    assertThat(sent(receiver("pagerduty", ""), twoLives("MONITOR"))).isEmpty();
    assertThat(sent(receiver("pagerduty", "kinds: [variance]"), twoLives("ENFORCE"))).isEmpty();
  }

  @Test
  void pagerDutyTakesAWrongKeyForNoFaultOfTheMessage() {
    Receiver receiver = receiver("pagerduty", "");
    assertThat(receiver.refuses(400, "{\"errors\":[\"Invalid routing key\"]}")).isFalse();
    assertThat(receiver.refuses(400, "{\"errors\":[\"'summary' is missing\"]}")).isTrue();
    assertThat(receiver.refuses(500, "")).isFalse();
  }

  @Test
  void longTextsAreCutAsTheReceiverWants() throws IOException {
    ServiceEvent event = Events.variance("a", KEY, "OPENED", "WARNING", "2026-01-26T10:00:00Z");
    ServiceEvent vast = withHeadline(event, "\uD83D\uDE80".repeat(20_000));
    Change change = change(vast, KEY);
    for (String type : List.of("pagerduty", "slack")) {
      Message message = receiver(type, "").on(change, NOW).orElseThrow();
      assertThat(schema(type).validate(JSON.readTree(message.body()))).isEmpty();
      assertThat(message.body()).contains("\uD83D\uDE80…");
    }
  }

  @Test
  void slackIsToldOfEachEventInTheColourOfHowBadItIs() throws IOException {
    List<JsonNode> sent = sent(receiver("slack", ""), twoLives("ENFORCE"));
    assertThat(sent.stream().map(body -> body.at("/attachments/0/color").asText()))
        .containsExactly(
            "#e8a317", "#d13438", "#d13438", "#d13438", "#2e8b57", "#d13438", "#d13438", "#2e8b57",
            "#d13438", "#2e8b57");
    assertThat(sent.get(1).get("text").asText()).isEqualTo("CRITICAL a/zombie: TRIPPED");
    assertThat(sent.get(1).toString()).contains("`s-1` `a TRIPPED 2026-01-27T14:00:00Z`");
  }

  @Test
  void aWebhookIsSentTheCloudEventOfTheTopicWithItsJsonForm() throws IOException {
    Change change = incident().get(0);
    Message message = receiver("webhook", "").on(change, NOW).orElseThrow();
    JsonNode body = json(message);
    assertThat(message.contentType()).isEqualTo("application/cloudevents+json");
    assertThat(body.get("id").asText()).isEqualTo(change.notice().event().getEventId());
    assertThat(body.get("source").asText()).isEqualTo("/tripline/test/live");
    assertThat(body.get("correlationid").asText()).isEqualTo(KEY);
    assertThat(body.get("datacontenttype").asText()).isEqualTo("application/json");
    assertThat(body.has("dataschema")).isFalse();
    assertThat(body.get("data")).isEqualTo(JSON.readTree(EventJson.write(change.notice().event())));
  }

  /** The life of a variance: it opens, worsens, is updated, and resolves. */
  private List<Change> incident() {
    alerts = new Alerts();
    return Stream.of(
            Events.variance("a", KEY, "OPENED", "WARNING", "2026-01-26T10:00:00Z"),
            Events.variance("a", KEY, "ESCALATED", "CRITICAL", "2026-01-26T11:00:00Z"),
            Events.variance("a", KEY, "UPDATED", "CRITICAL", "2026-01-26T12:00:00Z"),
            Events.variance("a", KEY, "RESOLVED", "CRITICAL", "2026-01-26T13:00:00Z"))
        .map(event -> change(event, KEY))
        .toList();
  }

  private List<Change> twoLives(String mode) {
    alerts = new Alerts();
    return Stream.of(
            Events.killSwitch("a", "WARNED", mode, false, "2026-01-27T10:00:00Z"),
            Events.killSwitch("a", "TRIPPED", mode, true, "2026-01-27T14:00:00Z"),
            Events.killSwitch("a", "OVERRUN", mode, true, "2026-01-28T14:00:00Z"),
            Events.killSwitch("a", "COMMAND_REJECTED", mode, true, "2026-01-28T15:00:00Z"),
            Events.killSwitch("a", "OVERRIDDEN", mode, true, "2026-01-28T16:00:00Z"),
            Events.killSwitch("a", "TRIPPED", mode, true, "2026-01-29T14:00:00Z"),
            Events.killSwitch("a", "STANDING", mode, true, "2026-01-30T14:00:00Z"),
            Events.killSwitch("a", "CONFIRMED", mode, true, "2026-01-30T15:00:00Z"),
            Events.killSwitch("a", "OVERRUN", mode, true, "2026-01-30T16:00:00Z"),
            Events.killSwitch("a", "REARMED", mode, true, "2026-01-31T15:00:00Z"))
        .map(event -> change(event, "s-1"))
        .toList();
  }

  private List<Change> bothLives() {
    return Stream.concat(incident().stream(), twoLives("MONITOR").stream()).toList();
  }

  private Change change(ServiceEvent event, String key) {
    Notice notice = Events.notice(event, key, offset++);
    Change change = alerts.change(notice).orElseThrow();
    alerts.apply(change);
    return change;
  }

  private static ServiceEvent withHeadline(ServiceEvent event, String headline) {
    ServiceEvent copy = ServiceEvent.newBuilder(event).build();
    ((io.tripline.schemas.avro.Variance) copy.getBody()).setHeadline(headline);
    return copy;
  }

  private static List<JsonNode> sent(Receiver receiver, List<Change> changes) throws IOException {
    List<JsonNode> sent = new ArrayList<>();
    for (Change change : changes) {
      Optional<Message> message = receiver.on(change, NOW);
      if (message.isPresent()) {
        sent.add(json(message.get()));
      }
    }
    return sent;
  }

  private static JsonNode json(Message message) throws IOException {
    return JSON.readTree(message.body());
  }

  private static Map<String, String> labels(JsonNode alert) {
    return JSON.convertValue(alert.get("labels"), new TypeReference<TreeMap<String, String>>() {});
  }

  private static boolean isOpen(JsonNode alert) {
    return Instant.parse(alert.get("endsAt").asText()).isAfter(NOW);
  }

  private static String actionAndTransition(JsonNode body) {
    return body.get("event_action").asText()
        + ' '
        + body.at("/payload/custom_details/transition").asText();
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(ReceiverTest.class.getResourceAsStream(name + ".schema.json"));
  }

  private static Receiver receiver(String type, String more) {
    String own =
        switch (type) {
          case "pagerduty" -> "    routing.key: ${env:KEY}\n";
          case "slack" -> "    url: ${env:URL}\n";
          default -> "    url: http://localhost:1\n";
        };
    String yaml =
        "bootstrap.servers: a:1\ndeployment: test\nreceivers:\n  - name: one\n    type: "
            + type
            + "\n"
            + own
            + (more.isEmpty() ? "" : "    " + more + "\n");
    try {
      NotifyReading reading = NotifyFile.read(yaml, Path.of("notify.yaml"), Map.of());
      ReceiverSettings settings = reading.usable().receivers().get(0);
      return Receiver.of(settings, reference -> SECRET);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }
}
