package io.tripline.checks.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Receivers on this machine: PagerDuty at {@code /pagerduty}, a webhook at {@code /webhook}, and
 * whom Alertmanager pages at {@code /pages}. The first two fail now and then, by the seed.
 */
final class Receivers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One request in so many is answered with a failure. */
  private static final int FAILURES = 6;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final List<Taken> taken = new ArrayList<>();
  private int requests;
  private int strikeAt = Integer.MAX_VALUE;
  private boolean strikeBeforeAnswer;
  private Runnable strike;

  /**
   * What was taken.
   *
   * @param path to whom
   * @param who sent it
   */
  record Taken(String path, String who, JsonNode body) {}

  Receivers(long seed) throws IOException {
    random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Lets something happen in the middle.
   *
   * @param after so many requests from now on to the receivers that fail
   * @param beforeAnswer when what is sent has been taken, but whoever sent it does not know; else
   *     just after he is answered
   */
  synchronized void strike(int after, boolean beforeAnswer, Runnable what) {
    strikeAt = requests + after;
    strikeBeforeAnswer = beforeAnswer;
    strike = what;
  }

  /** Whether what was to happen has. */
  synchronized boolean hasStruck() {
    return strike == null;
  }

  /** What one of the receivers has taken, in order. */
  synchronized List<Taken> taken(String path) {
    return taken.stream().filter(one -> one.path().equals(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String path = exchange.getRequestURI().getPath();
    String who = exchange.getRequestHeaders().getFirst("X-Who");
    int status = 202;
    Runnable now = null;
    synchronized (this) {
      if (!path.equals("/pages")) {
        requests++;
        int chance = random.nextInt(FAILURES * 2);
        status = chance == 0 ? 503 : chance == 1 ? 429 : 202;
        now = requests >= strikeAt ? strike : null;
        if (now != null) {
          strikeAt = Integer.MAX_VALUE;
          status = 202;
        }
      }
      if (status == 202) {
        taken.add(new Taken(path, who, body));
      }
    }
    if (now != null && strikeBeforeAnswer) {
      struck(now);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
    if (now != null && !strikeBeforeAnswer) {
      struck(now);
    }
  }

  private void struck(Runnable now) {
    now.run();
    synchronized (this) {
      strike = null;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
