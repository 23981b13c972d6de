package io.tripline.checks.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.checks.DebianPrograms;
import io.tripline.local.broker.FreePorts;
import io.tripline.local.cluster.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Debian's Alertmanager as a process, which notifies a webhook and keeps nothing. */
final class Alertmanager implements AutoCloseable {
  /** Somebody else may take a port between our finding it free and the program's binding it. */
  private static final int START_ATTEMPTS = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;
  private final Thread reaper;

  private Alertmanager(int port, Process process) {
    this.port = port;
    this.process = process;
    this.reaper = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /**
   * Starts one and returns when it is ready.
   *
   * @param webhook whom it is to notify, each alert by itself
   */
  static Alertmanager start(Path directory, String webhook, Patience patience) throws Exception {
    for (int attempt = 1; ; attempt++) {
      Alertmanager started = start(directory, webhook, FreePorts.find(1).get(0));
      if (started.isReady(patience)) {
        return started;
      }
      started.close();
      if (attempt == START_ATTEMPTS) {
        throw new IllegalStateException(Files.readString(directory.resolve("alertmanager.log")));
      }
    }
  }

  /** Starts another at the same port, which knows nothing of what this one knew. */
  Alertmanager replaced(Path directory, String webhook, Patience patience) throws Exception {
    close();
    Alertmanager started = start(directory, webhook, port);
    patience.until("Alertmanager at the same port", () -> started.isReady(patience));
    return started;
  }

  private static Alertmanager start(Path directory, String webhook, int port) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            """
            route:
              receiver: page
              group_by: ['...']
              group_wait: 100ms
              group_interval: 200ms
              repeat_interval: 24h
            receivers:
              - name: page
                webhook_configs:
                  - url: %s
                    send_resolved: true
            """
                .formatted(webhook));
    Path storage = Files.createTempDirectory(directory, "alertmanager");
    return new Alertmanager(
        port,
        new ProcessBuilder(
                DebianPrograms.find("prometheus-alertmanager").toString(),
                "--config.file=" + configuration,
                "--storage.path=" + storage,
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("alertmanager.log").toFile())
            .start());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private boolean isReady(Patience patience) throws Exception {
    return patience.await(
        "Alertmanager",
        () -> {
          if (!process.isAlive()) {
            return java.util.Optional.of(false);
          }
          try {
            return get("/-/ready").statusCode() == 200
                ? java.util.Optional.of(process.isAlive())
                : java.util.Optional.empty();
          } catch (IOException e) {
            return java.util.Optional.empty();
          }
        });
  }

  /** The alerts that are active. */
  List<JsonNode> active() throws IOException, InterruptedException {
    List<JsonNode> active = new ArrayList<>();
    JSON.readTree(get("/api/v2/alerts?active=true").body()).forEach(active::add);
    return active;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
