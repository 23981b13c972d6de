package io.tripline.checks.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.checks.DebianPrograms;
import io.tripline.local.broker.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Prometheus on this machine, with the rules, that scrapes one target every five seconds. */
final class PrometheusProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private PrometheusProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it; it may take a moment to answer.
   *
   * @param folder for its configuration, its data and what it says
   * @param target that it is to scrape, in place of those that are configured
   */
  static PrometheusProcess start(Path folder, String target) throws IOException {
    String configured = Files.readString(MonitoringFiles.PROMETHEUS.resolve("prometheus.yaml"));
    String configuration =
        configured
            .replace("['jobmanager:9249', 'taskmanager:9249']", "['" + target + "']")
            .replace("['alertmanager:9093']", "[]")
            .replace("_interval: 15s", "_interval: 5s");
    if (!configuration.contains(target) || configuration.contains(": 15s")) {
      throw new IllegalStateException("prometheus.yaml has changed; so must what is changed in it");
    }
    Files.writeString(folder.resolve("prometheus.yaml"), configuration);
    Files.copy(
        MonitoringFiles.PROMETHEUS.resolve(MonitoringFiles.RULES),
        folder.resolve(MonitoringFiles.RULES));
    String listen = "127.0.0.1:" + FreePorts.find(1).get(0);
    Process process =
        new ProcessBuilder(
                DebianPrograms.find("prometheus").toString(),
                "--config.file=" + folder.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + listen)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new PrometheusProcess(process, URI.create("http://" + listen));
  }

  /** The answer to a query, a time series a node; nothing while it does not answer yet. */
  List<JsonNode> query(String expression) throws Exception {
    List<JsonNode> series = new ArrayList<>();
    ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .path("data")
        .path("result")
        .forEach(series::add);
    return series;
  }

  /** Its rules, with their health, by what it says itself. */
  List<JsonNode> rules() throws Exception {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : ask("/api/v1/rules").path("data").path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  private JsonNode ask(String path) throws Exception {
    if (!process.isAlive()) {
      throw new IllegalStateException("Prometheus has ended; its log says why");
    }
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(address.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() == 503) {
        return JSON.createObjectNode();
      }
      JsonNode answer = JSON.readTree(response.body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalStateException("Prometheus does not take it: " + response.body());
      }
      return answer;
    } catch (ConnectException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
