package io.tripline.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.notify.Loopback;
import io.tripline.notify.delivery.Outcome.Verdict;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTest {
  private static final Instant NOW = Instant.parse("2026-01-26T10:00:00Z");
  private static final Message MESSAGE = Message.json("{\"ä\":1}");

  private final Loopback loopback;
  private final Http http = new Http(this::resolved, InstantSource.fixed(NOW));

  HttpTest() throws IOException {
    loopback = new Loopback();
  }

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void sendsBodyAndHeadersWithSecretsResolved() throws Exception {
    Address address =
        new Address(
            List.of("${env:URL}"),
            Map.of("Authorization", "Bearer ${env:TOKEN}"),
            Duration.ofSeconds(30));

    assertThat(post(address).verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(loopback.requests()).hasSize(1);
    Loopback.Request request = loopback.requests().get(0);
    assertThat(request.body()).isEqualTo("{\"ä\":1}");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer s3cret")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void refusedIsOnlyWhatTheReceiverSaysIsTheMessagesFault() throws Exception {
    for (int status : new int[] {400, 422}) {
      loopback.willAnswer(status, "no such\nfield", Map.of());
      assertThat(post(here()))
          .isEqualTo(new Outcome(Verdict.REFUSED, status, "no such field", null));
    }
    for (int status : new int[] {301, 401, 403, 404, 410, 429, 500, 503}) {
      loopback.willAnswer(status, "", Map.of("Location", "http://127.0.0.1:1/"));
      assertThat(post(here()).verdict()).as("%s", status).isEqualTo(Verdict.LATER);
    }
  }

  @Test
  void waitsAsLongAsTheReceiverWantsButNotForEver() throws Exception {
    loopback.willAnswer(429, "", Map.of("Retry-After", "7"));
    assertThat(post(here()).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    loopback.willAnswer(503, "", Map.of("Retry-After", "Mon, 26 Jan 2026 10:00:30 GMT"));
    assertThat(post(here()).retryAfter()).isEqualTo(Duration.ofSeconds(30));
    loopback.willAnswer(429, "", Map.of("Retry-After", "999999"));
    assertThat(post(here()).retryAfter()).isEqualTo(Duration.ofHours(1));
    loopback.willAnswer(429, "", Map.of("Retry-After", "soon"));
    assertThat(post(here()).retryAfter()).isNull();
  }

  @Test
  void whoDoesNotAnswerIsTriedLater() throws Exception {
    loopback.willAnswer(0, "", Map.of());
    Address hanging = new Address(List.of(loopback.url()), Map.of(), Duration.ofMillis(200));
    assertThat(post(hanging)).isEqualTo(Outcome.unanswered("no answer within PT0.2S"));

    assertThat(post(new Address(List.of(closed()), Map.of(), Duration.ofSeconds(30))).verdict())
        .isEqualTo(Verdict.LATER);
  }

  @Test
  void ofSeveralOneThatTakesItIsEnough() throws Exception {
    Address both = new Address(List.of(closed(), loopback.url()), Map.of(), Duration.ofSeconds(30));
    assertThat(post(both).verdict()).isEqualTo(Verdict.TAKEN);
  }

  @Test
  void aSecretIsNeverSaid() throws Exception {
    Address missing = new Address(List.of("${env:GONE}"), Map.of(), Duration.ofSeconds(1));
    assertThat(post(missing).said()).contains("${env:GONE}");
    Address odd = new Address(List.of("${env:TOKEN} x"), Map.of(), Duration.ofSeconds(1));
    assertThat(post(odd))
        .isEqualTo(Outcome.unanswered("its address, or a header, is none that HTTP knows"));
    assertThat(Message.json("{\"routing_key\":\"s3cret\"}").toString()).doesNotContain("s3cret");
  }

  @Test
  void pausesDoubleUpToTheLongestAndVaryByHalf() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
    Random random = new Random(7);
    for (int failures = 1; failures < 100; failures++) {
      long most = Math.min(60_000, 1000L << Math.min(failures - 1, 20));
      assertThat(backoff.pause(failures, random).toMillis()).isBetween(most / 2, most);
    }
    assertThat(backoff.pause(3, new Random(1))).isNotEqualTo(backoff.pause(3, new Random(2)));
  }

  private Outcome post(Address address) throws InterruptedException {
    return http.post(address, MESSAGE, (status, answer) -> status == 400 || status == 422);
  }

  private Address here() {
    return new Address(List.of(loopback.url()), Map.of(), Duration.ofSeconds(30));
  }

  private static String closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  private String resolved(String text) {
    if (text.contains("GONE")) {
      throw new ConfigException("${env:GONE} stands for nothing");
    }
    return text.replace("${env:TOKEN}", "s3cret").replace("${env:URL}", loopback.url());
  }
}
