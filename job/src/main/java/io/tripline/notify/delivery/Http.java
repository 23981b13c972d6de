package io.tripline.notify.delivery;

import io.tripline.notify.delivery.Outcome.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigException;

/**
 * Sends messages, and judges the answers. It says of an address no more than what went wrong with
 * it: an address may be a secret.
 */
public final class Http {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int LONGEST_SAID = 300;

  private final HttpClient client;
  private final UnaryOperator<String> secrets;
  private final InstantSource clock;

  /**
   * @param secrets resolves references
   */
  public Http(UnaryOperator<String> secrets, InstantSource clock) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Whoever redirects us would be told our secrets.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Sends a message, once.
   *
   * @param refuses whether an answer, by status and body, says that this very message will never be
   *     taken
   */
  public Outcome post(Address address, Message message, BiPredicate<Integer, String> refuses)
      throws InterruptedException {
    Outcome best = null;
    for (String url : address.urls()) {
      Outcome outcome = post(url, address, message, refuses);
      if (best == null || outcome.verdict().compareTo(best.verdict()) < 0) {
        best = outcome;
      }
    }
    return best;
  }

  private Outcome post(
      String url, Address address, Message message, BiPredicate<Integer, String> refuses)
      throws InterruptedException {
    HttpRequest request;
    try {
      request = request(url, address, message);
    } catch (ConfigException e) {
      return Outcome.unanswered(e.getMessage());
    } catch (IllegalArgumentException e) {
      // Its message may quote a secret.
      return Outcome.unanswered("its address, or a header, is none that HTTP knows");
    }
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      // The request's own timeout ends when the answer begins.
      return judged(response.get(address.timeout().toMillis(), TimeUnit.MILLISECONDS), refuses);
    } catch (TimeoutException e) {
      return Outcome.unanswered("no answer within " + address.timeout());
    } catch (ExecutionException e) {
      return Outcome.unanswered(failure(e.getCause(), address.timeout()));
    } finally {
      response.cancel(true);
    }
  }

  private HttpRequest request(String url, Address address, Message message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(secrets.apply(url)))
            .timeout(address.timeout())
            .header("Content-Type", message.contentType())
            .POST(HttpRequest.BodyPublishers.ofString(message.body(), StandardCharsets.UTF_8));
    address.headers().forEach((name, value) -> request.header(name, secrets.apply(value)));
    return request.build();
  }

  private static String failure(Throwable cause, Duration timeout) {
    if (cause instanceof HttpTimeoutException) {
      return "no answer within " + timeout;
    }
    if (cause instanceof IOException && cause.getMessage() != null) {
      return "cannot be reached: " + cause.getMessage();
    }
    return "cannot be reached: " + cause.getClass().getSimpleName();
  }

  private Outcome judged(HttpResponse<String> response, BiPredicate<Integer, String> refuses) {
    int status = response.statusCode();
    String said = shortened(response.body());
    if (status / 100 == 2) {
      return new Outcome(Verdict.TAKEN, status, said, null);
    }
    if (refuses.test(status, response.body())) {
      return new Outcome(Verdict.REFUSED, status, said, null);
    }
    Duration wait = response.headers().firstValue("Retry-After").flatMap(this::wait).orElse(null);
    return new Outcome(Verdict.LATER, status, said, wait);
  }

  /** Seconds, or a date. */
  private Optional<Duration> wait(String retryAfter) {
    try {
      Duration wait =
          retryAfter.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
      return Optional.of(wait.isNegative() ? Duration.ZERO : min(wait, LONGEST_WAIT));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String shortened(String body) {
    String line = body.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_SAID ? line.substring(0, LONGEST_SAID) + "…" : line;
  }
}
