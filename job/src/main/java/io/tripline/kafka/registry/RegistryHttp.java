package io.tripline.kafka.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * JSON over HTTP, with a limit to the time that each request takes and to the length of its answer.
 * Of several addresses the first that gives a sensible answer counts.
 */
final class RegistryHttp {
  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_SAID = 200;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final HttpClient http;
  private final List<URI> addresses;
  private final String authorization;
  private final Duration timeout;
  private final int mostBytes;

  /**
   * @param addresses of one registry, without slashes at their end
   * @param authorization the header of that name, or null
   * @param timeout of a whole request
   * @param mostBytes of an answer
   */
  RegistryHttp(
      HttpClient http, List<URI> addresses, String authorization, Duration timeout, int mostBytes) {
    this.http = http;
    this.addresses = List.copyOf(addresses);
    this.authorization = authorization;
    this.timeout = timeout;
    this.mostBytes = mostBytes;
  }

  /**
   * As its settings say.
   *
   * @param secrets resolves references in values
   * @throws IllegalArgumentException if a setting cannot be used
   */
  static RegistryHttp of(RegistrySettings settings, UnaryOperator<String> secrets) {
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Whoever redirects us would be told our password.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    if (!settings.tls().isEmpty()) {
      RegistryTls tls = RegistryTls.of(settings.tls(), secrets);
      http.sslContext(tls.context()).sslParameters(tls.parameters());
    }
    return new RegistryHttp(
        http.build(),
        addresses(settings.url()),
        authorization(settings, secrets),
        TIMEOUT,
        MOST_BYTES);
  }

  /** Several are separated by commas. */
  private static List<URI> addresses(String urls) {
    return Arrays.stream(urls.split(",", -1))
        .map(String::strip)
        .map(RegistryHttp::address)
        .toList();
  }

  private static URI address(String url) {
    URI address;
    try {
      address = URI.create(url.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      // Neither the text nor the cause, as there may be a password in them.
      throw new IllegalArgumentException("schema.registry.url cannot be read as URLs");
    }
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "schema.registry.url holds who asks; write schema.registry.basic.auth.username and"
              + " .password instead");
    }
    if (address.getHost() == null || !SCHEMES.contains(address.getScheme())) {
      throw new IllegalArgumentException(
          "schema.registry.url is " + url + "; write one such as https://registry:8081");
    }
    return address;
  }

  private static String authorization(RegistrySettings settings, UnaryOperator<String> secrets) {
    if (settings.username() == null) {
      return null;
    }
    String password = settings.password() == null ? "" : secrets.apply(settings.password());
    String credentials = secrets.apply(settings.username()) + ":" + password;
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** The JSON object at a path. */
  JsonNode get(String path) throws RegistryException, InterruptedException {
    return ask(path, HttpRequest.newBuilder().GET());
  }

  /** The JSON object that is the answer to another. */
  JsonNode post(String path, ObjectNode body) throws RegistryException, InterruptedException {
    return ask(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
  }

  private JsonNode ask(String path, HttpRequest.Builder request)
      throws RegistryException, InterruptedException {
    List<RegistryException> failures = new ArrayList<>();
    for (URI address : addresses) {
      try {
        return ask(URI.create(address + path), request);
      } catch (RegistryException e) {
        if (e.kind() != Kind.UNREACHABLE) {
          throw e;
        }
        failures.add(e);
      }
    }
    throw allOf(failures);
  }

  private static RegistryException allOf(List<RegistryException> failures) {
    if (failures.size() == 1) {
      return failures.get(0);
    }
    String message = String.join("; ", failures.stream().map(Throwable::getMessage).toList());
    RegistryException all = new RegistryException(Kind.UNREACHABLE, message);
    failures.forEach(all::addSuppressed);
    return all;
  }

  private JsonNode ask(URI uri, HttpRequest.Builder request)
      throws RegistryException, InterruptedException {
    HttpRequest.Builder complete =
        request.copy().uri(uri).timeout(timeout).header("Accept", JSON + ", application/json");
    if (authorization != null) {
      complete.header("Authorization", authorization);
    }
    HttpResponse<byte[]> response = send(complete.build());
    return answer(uri, response.statusCode(), response.body());
  }

  private HttpResponse<byte[]> send(HttpRequest request)
      throws RegistryException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, head -> new LimitedBody(mostBytes));
    try {
      // The request's own timeout ends when the answer begins.
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable(request.uri(), "did not answer within " + timeout, e);
    } catch (ExecutionException e) {
      throw failed(request.uri(), e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private static RegistryException failed(URI uri, Throwable cause) {
    if (cause instanceof LimitedBody.TooLongException) {
      return new RegistryException(
          Kind.UNUSABLE, "the schema registry, asked " + uri + ": " + cause.getMessage(), cause);
    }
    if (cause instanceof SSLException) {
      return unreachable(
          uri,
          "cannot be trusted, or does not trust us ("
              + cause.getMessage()
              + "); look at schema.registry.ssl.truststore.* and .keystore.*",
          cause);
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return unreachable(
        uri, "cannot be reached (" + cause.getClass().getSimpleName() + message + ")", cause);
  }

  private static JsonNode answer(URI uri, int status, byte[] body) throws RegistryException {
    JsonNode json = json(body);
    switch (status) {
      case 200, 201 -> {
        if (json == null) {
          throw noRegistry(uri, status);
        }
        return json;
      }
      case 401, 403 ->
          throw new RegistryException(
              Kind.DENIED,
              "the schema registry, asked "
                  + uri
                  + ", denies it ("
                  + status
                  + said(json)
                  + "); look at schema.registry.basic.auth.username and .password, and at what they"
                  + " may do");
      case 408, 429 -> throw unreachable(uri, "has no time (" + status + said(json) + ")", null);
      default -> throw refusal(uri, status, json);
    }
  }

  private static RegistryException refusal(URI uri, int status, JsonNode json) {
    if (status >= 500) {
      return unreachable(uri, "is in trouble (" + status + said(json) + ")", null);
    }
    if (json == null || !json.hasNonNull("error_code")) {
      return noRegistry(uri, status);
    }
    return status == 409
        ? new RegistryException(
            Kind.DENIED,
            "the schema registry, asked "
                + uri
                + ", takes no such version beside those it has ("
                + status
                + said(json)
                + "); look at the compatibility of the subject")
        : new RegistryException(
            Kind.UNKNOWN,
            "the schema registry, asked " + uri + ", does not know (" + status + said(json) + ")");
  }

  private static RegistryException noRegistry(URI uri, int status) {
    return unreachable(
        uri,
        "does not answer as a registry with Confluent's API does ("
            + status
            + "); look at schema.registry.url",
        null);
  }

  private static RegistryException unreachable(URI uri, String what, Throwable cause) {
    return new RegistryException(
        Kind.UNREACHABLE, "the schema registry, asked " + uri + ", " + what, cause);
  }

  /** The object in a body, or null if there is none. */
  private static JsonNode json(byte[] body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json != null && json.isObject() ? json : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String said(JsonNode json) {
    String message = json == null ? "" : json.path("message").asText().replaceAll("\\.$", "");
    if (message.isEmpty()) {
      return "";
    }
    boolean longer = message.length() > LONGEST_SAID;
    return ": " + (longer ? message.substring(0, LONGEST_SAID) + "…" : message);
  }
}
