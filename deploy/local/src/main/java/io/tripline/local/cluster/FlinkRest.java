package io.tripline.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a JobManager says over HTTP. */
public final class FlinkRest {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(ANSWER).version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper mapper = new JsonMapper();

  /**
   * @param address such as {@code http://127.0.0.1:8081}
   */
  public FlinkRest(URI address) {
    this.address = address;
  }

  /** Where it answers; the web UI is there too. */
  public URI address() {
    return address;
  }

  /**
   * Asks for a text.
   *
   * @param path such as {@code /jobs/overview}
   * @throws IOException if nobody answers, or only with an error
   */
  public String text(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != OK) {
      throw new IOException(
          path + " is answered with " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  /** Asks for JSON; otherwise as {@link #text}. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return mapper.readTree(text(path));
  }

  /**
   * Asks for something to be begun.
   *
   * @param body as JSON
   * @throws IOException if nobody answers, or only with an error
   */
  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != ACCEPTED) {
      throw new IOException(
          path + " is answered with " + response.statusCode() + ": " + response.body());
    }
    return mapper.readTree(response.body());
  }

  /**
   * Takes a savepoint of a job that goes on.
   *
   * @param directory that the savepoint is made in, as a URI
   * @return where the savepoint is
   * @throws IOException if it failed, with the job's own reason
   * @throws IllegalStateException if it was not there in time
   */
  public String savepoint(String job, String directory, Patience patience) throws Exception {
    ObjectNode body = mapper.createObjectNode();
    body.put("target-directory", directory).put("cancel-job", false);
    return completed(job, post("/jobs/" + job + "/savepoints", body), patience);
  }

  /** Stops a job with a savepoint; otherwise as {@link #savepoint}. */
  public String stop(String job, String directory, Patience patience) throws Exception {
    ObjectNode body = mapper.createObjectNode();
    body.put("targetDirectory", directory).put("drain", false);
    return completed(job, post("/jobs/" + job + "/stop", body), patience);
  }

  private String completed(String job, JsonNode trigger, Patience patience) throws Exception {
    String path = "/jobs/" + job + "/savepoints/" + trigger.path("request-id").asText();
    JsonNode operation =
        patience.await(
            "savepoint of job " + job,
            () -> {
              JsonNode answer = json(path);
              boolean done = answer.path("status").path("id").asText().equals("COMPLETED");
              return done ? Optional.of(answer.path("operation")) : Optional.empty();
            });
    if (operation.has("failure-cause")) {
      String cause = operation.path("failure-cause").path("stack-trace").asText();
      throw new IOException("there is no savepoint of job " + job + ": " + cause);
    }
    return operation.path("location").asText();
  }

  /** A job's state, such as {@code RUNNING}. */
  public String state(String job) throws IOException, InterruptedException {
    return json("/jobs/" + job).path("state").asText();
  }

  /** Whether a job runs, all of it: none of its tasks is still being brought up. */
  public boolean runs(String job) throws IOException, InterruptedException {
    JsonNode answer = json("/jobs/" + job);
    for (JsonNode vertex : answer.path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return answer.path("state").asText().equals("RUNNING");
  }

  /**
   * The number of a job's newest completed checkpoint; 0 if there is none. Numbers rise for as long
   * as the job lives, whoever manages it.
   */
  public long newestCheckpoint(String job) throws IOException, InterruptedException {
    return json("/jobs/" + job + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("id")
        .asLong();
  }

  /** Where a job's newest savepoint is. */
  public Optional<String> newestSavepoint(String job) throws IOException, InterruptedException {
    JsonNode path =
        json("/jobs/" + job + "/checkpoints")
            .path("latest")
            .path("savepoint")
            .path("external_path");
    return path.isTextual() ? Optional.of(path.asText()) : Optional.empty();
  }

  /** A job's accumulators that count, by name. */
  public Map<String, Long> counts(String job) throws IOException, InterruptedException {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode accumulator :
        json("/jobs/" + job + "/accumulators").path("user-task-accumulators")) {
      if (accumulator.path("type").asText().equals("LongCounter")) {
        String value = accumulator.path("value").asText();
        counts.put(
            accumulator.path("name").asText(),
            Long.valueOf(value.substring(value.lastIndexOf(' ') + 1)));
      }
    }
    return counts;
  }
}
