package io.tripline.kafka.registry;

import static io.tripline.kafka.config.RegistrySettings.OnFailure.DEAD_LETTER;
import static io.tripline.kafka.config.RegistrySettings.OnFailure.FAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.RegistrySettings.OnFailure;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
  private static final Schema SCHEMA = PlanClosed.getClassSchema();
  private static final String ASKED = "GET /schemas/ids/7";
  private static final int RETRIES = 3;
  private static final Duration BACKOFF = Duration.ofMillis(100);
  private static final String PASSWORD = "correct horse";

  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-05T12:00:00Z"));
  private InProcessRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = InProcessRegistry.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesASchemaByItsId() throws FormatException {
    server.register(7, SCHEMA);
    assertThat(find(registry(DEAD_LETTER), 7)).isEqualTo(SCHEMA);
    assertThat(server.requests()).containsExactly(ASKED);
    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsForAnIdThatIsNotKnownYet() throws FormatException {
    Registry registry =
        registry(
            settings(server.url(), DEAD_LETTER),
            pause -> {
              pauses.add(pause);
              if (pauses.size() == RETRIES) {
                server.register(7, SCHEMA);
              }
            });
    assertThat(find(registry, 7)).isEqualTo(SCHEMA);
    assertThat(pauses).containsExactly(BACKOFF, BACKOFF.multipliedBy(2), BACKOFF.multipliedBy(4));
  }

  @Test
  void setsAsideWhatHasAnIdThatStaysUnknown() {
    String message = assertRefused(registry(DEAD_LETTER), 7, Fault.UNKNOWN_SCHEMA).getMessage();
    assertThat(message)
        .isEqualTo(
            "the message names the schema with id 7, and the schema registry, asked %s/schemas/ids/7,"
                    .formatted(server.url())
                + " does not know (404: Schema 7 not found); register the schema, then send the"
                + " record again");
    assertThat(server.requests()).hasSize(1 + RETRIES).containsOnly(ASKED);
    assertThat(pauses).hasSize(RETRIES);
  }

  @Test
  void doesNotAskAgainForAWhileForWhatIsUnknown() throws FormatException {
    Registry registry = registry(DEAD_LETTER);
    for (int i = 0; i < 1_000; i++) {
      assertRefused(registry, 7, Fault.UNKNOWN_SCHEMA);
    }
    assertThat(server.requests()).hasSize(1 + RETRIES);

    server.register(7, SCHEMA);
    pass(Registry.UNKNOWN_FOR.minusMillis(1));
    assertRefused(registry, 7, Fault.UNKNOWN_SCHEMA);
    pass(Duration.ofMillis(1));
    assertThat(find(registry, 7)).isEqualTo(SCHEMA);
  }

  @Test
  void waitsForOneUnknownIdAtATime() throws FormatException {
    Registry registry = registry(DEAD_LETTER);
    for (int id = 1; id <= 100; id++) {
      assertRefused(registry, id, Fault.UNKNOWN_SCHEMA);
    }
    assertThat(pauses).hasSize(RETRIES);
    assertThat(server.requests()).hasSize(100 + RETRIES);

    server.register(101, SCHEMA);
    assertThat(find(registry, 101)).isEqualTo(SCHEMA);
  }

  @Test
  void failsForAnUnknownIdWhereItIsTold() {
    assertFails(registry(FAIL), 7, "the schema with id 7", server.url(), "Schema 7 not found");
    assertThat(server.requests()).hasSize(1 + RETRIES);
  }

  @Test
  void noRegistryGivesNegativeIds() {
    assertRefused(registry(FAIL), -7, Fault.UNKNOWN_SCHEMA);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void waitsForARegistryThatIsNotUpYet() throws FormatException {
    int port = server.port();
    server.close();
    Registry registry =
        registry(
            settings(server.url(), FAIL),
            pause -> {
              pauses.add(pause);
              if (pauses.size() == 2) {
                server = startAt(port);
                server.register(7, SCHEMA);
              }
            });
    assertThat(find(registry, 7)).isEqualTo(SCHEMA);
    assertThat(pauses).containsExactly(BACKOFF, BACKOFF.multipliedBy(2));
  }

  @Test
  void setsAsideWhatComesWhileARegistryStaysDown() throws FormatException {
    int port = server.port();
    server.close();
    Registry registry = registry(DEAD_LETTER);
    String message = assertRefused(registry, 7, Fault.REGISTRY_UNREACHABLE).getMessage();
    assertThat(message).contains(server.url(), "cannot be reached", "send the record again");
    assertThat(pauses).hasSize(RETRIES);

    server = startAt(port);
    server.register(7, SCHEMA);
    pass(Registry.UNREACHABLE_FOR.minusMillis(1));
    assertRefused(registry, 7, Fault.REGISTRY_UNREACHABLE);
    pass(Duration.ofMillis(1));
    assertThat(find(registry, 7)).isEqualTo(SCHEMA);
    assertThat(pauses).hasSize(RETRIES);
  }

  @Test
  void failsWhileARegistryStaysDownWhereItIsTold() {
    server.close();
    assertFails(registry(FAIL), 7, "the schema with id 7", server.url(), "cannot be reached");
    assertThat(pauses).hasSize(RETRIES);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 429, 408})
  void anErrorOfTheRegistryPasses(int status) throws FormatException {
    server.register(7, SCHEMA);
    server.next(RETRIES, status, "{\"error_code\":%d,\"message\":\"busy\"}".formatted(status));
    assertThat(find(registry(FAIL), 7)).isEqualTo(SCHEMA);

    server.next(1 + RETRIES, status, "");
    FormatException refusal = assertRefused(registry(DEAD_LETTER), 7, Fault.REGISTRY_UNREACHABLE);
    assertThat(refusal).hasMessageContaining("(" + status + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>Welcome</html>", "", "[]", "{}", "{\"schema\":7}", "null", "{\"schema\""})
  void whatIsNoRegistryIsNotTakenForOne(String body) {
    server.next(1 + RETRIES, 200, body);
    assertRefused(registry(DEAD_LETTER), 7, Fault.REGISTRY_UNREACHABLE);
    assertThat(server.requests()).hasSize(1 + RETRIES);
  }

  @Test
  void aPathThatIsNotThereIsNotTakenForAnIdThatIsNot() {
    Registry registry = registry(settings(server.url() + "/elsewhere/", DEAD_LETTER), pauses::add);
    assertThat(assertRefused(registry, 7, Fault.REGISTRY_UNREACHABLE))
        .hasMessageContaining(server.url() + "/elsewhere/schemas/ids/7")
        .hasMessageContaining("look at schema.registry.url");
  }

  @ParameterizedTest
  @EnumSource(OnFailure.class)
  void anAnswerThatIsTooLongIsNotTaken(OnFailure setting) {
    server.put("/schemas/ids/7", "{\"schema\":\"" + "x".repeat(1 << 20) + "\"}");
    assertThat(assertRefused(registry(setting), 7, Fault.UNKNOWN_SCHEMA))
        .hasMessageContaining("longer than 1048576 bytes");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(OnFailure.class)
  void aSchemaThatIsNotOfAvroIsUnknown(OnFailure setting) {
    server.put(
        "/schemas/ids/7", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}");
    assertThat(assertRefused(registry(setting), 7, Fault.UNKNOWN_SCHEMA))
        .hasMessageContaining("the schema with the id 7 is of type PROTOBUF; only AVRO is read");
    server.put("/schemas/ids/8", "{\"schema\":\"{\\\"type\\\":\\\"rekord\\\"}\"}");
    assertThat(assertRefused(registry(setting), 8, Fault.UNKNOWN_SCHEMA))
        .hasMessageContaining("the schema with the id 8 is no Avro schema");
    assertThat(pauses).isEmpty();
  }

  @Test
  void takesWhatASchemaRefersTo() throws FormatException {
    String header =
        "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.H\\\",\\\"fields\\\":[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"a.E\\\"}]}";
    server.put(
        "/subjects/e/versions/2",
        "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"a.E\\\",\\\"symbols\\\":[\\\"P\\\"]}\"}");
    server.put(
        "/subjects/of h/versions/1",
        "{\"schema\":\"%s\",\"references\":[{\"name\":\"a.E\",\"subject\":\"e\",\"version\":2}]}"
            .formatted(header));
    server.put(
        "/schemas/ids/7",
        "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"a.H\\\"}\",\"references\":"
            + "[{\"name\":\"a.H\",\"subject\":\"of h\",\"version\":1},"
            + "{\"name\":\"a.E\",\"subject\":\"e\",\"version\":2}]}");
    Schema schema = find(registry(FAIL), 7);
    assertThat(schema.getElementType().getField("x").schema().getEnumSymbols())
        .containsExactly("P");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void asksTheNextAddressWhereOneDoesNotAnswer() throws FormatException, IOException {
    try (InProcessRegistry down = InProcessRegistry.start()) {
      down.close();
      server.register(7, SCHEMA);
      String both = down.url() + ", " + server.url();
      assertThat(find(registry(settings(both, FAIL), pauses::add), 7)).isEqualTo(SCHEMA);
      assertThat(pauses).isEmpty();

      server.next(1 + RETRIES, 503, "");
      assertFails(registry(settings(both, FAIL), pauses::add), 7, down.url(), server.url(), "503");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void failsWhereItIsDenied(int status) {
    server.next(1, status, "{\"error_code\":%d,\"message\":\"Unauthorized\"}".formatted(status));
    assertFails(
        registry(DEAD_LETTER),
        7,
        server.url(),
        status + ": Unauthorized",
        "look at schema.registry.basic.auth.username and .password");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void saysWhoAsks() throws FormatException {
    server.credentials("tripline", PASSWORD);
    server.register(7, SCHEMA);
    Map<String, String> vault = Map.of("${env:USER}", "tripline", "${env:PASSWORD}", PASSWORD);
    RegistrySettings settings = settings("${env:USER}", "${env:PASSWORD}");
    Registry registry =
        Registry.of(settings, reference -> vault.getOrDefault(reference, reference));
    assertThat(find(registry, 7)).isEqualTo(SCHEMA);
    assertThat(server.requests()).containsExactly("as tripline", ASKED);
  }

  @Test
  void tellsNobodyThePassword() {
    server.credentials("tripline", "another");
    Registry registry = registry(settings("tripline", PASSWORD), pauses::add);
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> find(registry, 7))
        .satisfies(
            failure -> {
              assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                  .doesNotContain(PASSWORD)
                  .contains("401");
            });
  }

  @Test
  void isNotRedirected() throws IOException {
    try (InProcessRegistry other = InProcessRegistry.start()) {
      server.next(
          exchange -> {
            exchange.getResponseHeaders().add("Location", other.url() + "/schemas/ids/7");
            InProcessRegistry.send(exchange, 302, "");
          });
      Registry registry =
          registry(
              new RegistrySettings(server.url(), "u", PASSWORD, Map.of(), 0, BACKOFF, FAIL, FAIL),
              pauses::add);
      assertFails(registry, 7, "302", "look at schema.registry.url");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void doesNotWaitForAnAnswerForEver() {
    CountDownLatch end = new CountDownLatch(1);
    InProcessRegistry.Answer none = exchange -> await(end);
    InProcessRegistry.Answer half =
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(end);
        };
    for (InProcessRegistry.Answer answer : List.of(none, half)) {
      server.next(answer);
      RegistryHttp http =
          new RegistryHttp(
              HttpClient.newHttpClient(),
              List.of(URI.create(server.url())),
              null,
              Duration.ofMillis(200),
              1_000);
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> http.get("/schemas/ids/7"))
          .satisfies(
              failure -> assertThat(failure.kind()).isEqualTo(RegistryException.Kind.UNREACHABLE));
    }
    end.countDown();
  }

  @Test
  void canBeInterruptedWhileItWaits() {
    Registry registry =
        registry(
            settings(server.url(), DEAD_LETTER),
            pause -> {
              throw new InterruptedException();
            });
    assertFails(registry, 7, "interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theClocksPauseEndsAndCanBeInterrupted() throws InterruptedException {
    Pause.byTheClock().await(Duration.ofMillis(1));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> Pause.byTheClock().await(Duration.ofDays(1)));
  }

  @Test
  void pausesDoubleUpToALongest() {
    server.close();
    RegistrySettings settings =
        new RegistrySettings(
            server.url(), null, null, Map.of(), 40, Duration.ofSeconds(4), FAIL, FAIL);
    assertFails(registry(settings, pauses::add), 7, "cannot be reached");
    assertThat(pauses)
        .hasSize(40)
        .startsWith(
            Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16), Retries.LONGEST)
        .endsWith(Retries.LONGEST);
  }

  @Test
  void registersWhatIsWritten() throws FormatException {
    Registry registry = registry(FAIL);
    int id = registry.of("tripline.events").id(ServiceEvent.getClassSchema());
    assertThat(server.requests()).containsExactly("POST /subjects/tripline.events-value/versions");
    assertThat(find(registry, id)).isEqualTo(ServiceEvent.getClassSchema());
  }

  @Test
  void recordsThatShareATopicHaveSubjectsOfTheirOwn() {
    registry(FAIL).of("g").id(KillSwitchCommand.getClassSchema());
    assertThat(server.requests())
        .containsExactly("POST /subjects/g-io.tripline.schemas.avro.KillSwitchCommand/versions");
  }

  @Test
  void failsWhereNothingCanBeRegistered() {
    server.next(1, 409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> registry(DEAD_LETTER).of("tripline.state").id(SCHEMA))
        .withMessageContaining("topic tripline.state: PlanClosed cannot be registered")
        .withMessageContaining("409: incompatible")
        .withMessageContaining("look at the compatibility of the subject");
    assertThat(server.requests()).hasSize(1);

    server.next(1 + RETRIES, 503, "");
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> registry(DEAD_LETTER).of("tripline.state").id(SCHEMA))
        .withMessageContaining("503");
    assertThat(server.requests()).hasSize(2 + RETRIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://registry",
        "registry:8081",
        "",
        "http://",
        "http://a b",
        "http://u:secret@registry"
      })
  void anAddressThatIsNoneIsRefusedAndKeptToOneself(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Registry.of(settings(url, FAIL), UnaryOperator.identity()))
        .withMessageContaining("schema.registry.url")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  private Registry registry(OnFailure setting) {
    return registry(settings(server.url(), setting), pauses::add);
  }

  private Registry registry(RegistrySettings settings, Pause pause) {
    RegistryHttp http = RegistryHttp.of(settings, UnaryOperator.identity());
    return new Registry(settings, new RegistryClient(http), pause, now::get);
  }

  private static RegistrySettings settings(String url, OnFailure setting) {
    return new RegistrySettings(url, null, null, Map.of(), RETRIES, BACKOFF, setting, setting);
  }

  private RegistrySettings settings(String username, String password) {
    return new RegistrySettings(
        server.url(), username, password, Map.of(), RETRIES, BACKOFF, FAIL, FAIL);
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private static Schema find(Registry registry, int id) throws FormatException {
    return registry.of("tripline.cost").schema(id);
  }

  private static FormatException assertRefused(Registry registry, int id, Fault fault) {
    try {
      Schema schema = find(registry, id);
      throw new AssertionError("was not refused, but found: " + schema);
    } catch (FormatException e) {
      assertThat(e.fault()).isEqualTo(fault);
      return e;
    }
  }

  private static void assertFails(Registry registry, int id, String... saying) {
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> find(registry, id))
        .satisfies(failure -> assertThat(failure.getMessage()).contains(saying));
  }

  private static InProcessRegistry startAt(int port) {
    try {
      return InProcessRegistry.start(port);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch end) throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
