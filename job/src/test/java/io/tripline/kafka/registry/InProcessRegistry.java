package io.tripline.kafka.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;

/** As much of Confluent's API as is asked for, on the loopback interface. */
public final class InProcessRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BY_ID = Pattern.compile("/schemas/ids/(-?\\d+)");
  private static final Pattern VERSIONS = Pattern.compile("/subjects/([^/]+)/versions");

  private final HttpServer server;
  private final HttpContext context;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private InProcessRegistry(HttpServer server) {
    this.server = server;
    this.context = server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** On a port that is free. */
  public static InProcessRegistry start() throws IOException {
    return start(0);
  }

  static InProcessRegistry start(int port) throws IOException {
    return new InProcessRegistry(HttpServer.create(loopback(port), 0));
  }

  /** With TLS; clients have to show a certificate too, if {@code mutual}. */
  static InProcessRegistry start(SSLContext tls, boolean mutual) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            javax.net.ssl.SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(mutual);
            parameters.setSSLParameters(wanted);
          }
        });
    return new InProcessRegistry(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where it answers. */
  public String url() {
    return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port();
  }

  /** Registers a schema, whose id it says. */
  public int register(Schema schema) {
    int id = ids.computeIfAbsent(schema.toString(), text -> ids.size() + 1);
    register(id, schema);
    return id;
  }

  void register(int id, Schema schema) {
    put(
        "/schemas/ids/" + id,
        JsonNodeFactory.instance.objectNode().put("schema", schema.toString()).toString());
  }

  /** What to answer at a path. */
  void put(String path, String body) {
    answers.put(path, body);
  }

  /** What to answer next, whatever the request. */
  void next(int times, int status, String body) {
    for (int i = 0; i < times; i++) {
      next.add(exchange -> send(exchange, status, body));
    }
  }

  /** What to do next, whatever the request. */
  void next(Answer answer) {
    next.add(answer);
  }

  /** Whom to answer, and no one else. */
  void credentials(String username, String password) {
    context.setAuthenticator(
        new BasicAuthenticator("registry", StandardCharsets.UTF_8) {
          @Override
          public boolean checkCredentials(String givenUsername, String givenPassword) {
            requests.add("as " + givenUsername);
            return givenUsername.equals(username) && givenPassword.equals(password);
          }
        });
  }

  /** What was asked, such as {@code GET /schemas/ids/7}. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      Answer scripted = next.poll();
      if (scripted != null) {
        scripted.to(exchange);
      } else if (exchange.getRequestMethod().equals("POST") && VERSIONS.matcher(path).matches()) {
        JsonNode schema = JSON.readTree(body).get("schema");
        send(
            exchange, 200, "{\"id\":" + register(new Schema.Parser().parse(schema.asText())) + "}");
      } else if (answers.containsKey(path)) {
        send(exchange, 200, answers.get(path));
      } else {
        notFound(exchange, path);
      }
    }
  }

  private static void notFound(HttpExchange exchange, String path) throws IOException {
    Matcher byId = BY_ID.matcher(path);
    if (byId.matches()) {
      String body = "{\"error_code\":40403,\"message\":\"Schema %s not found\"}";
      send(exchange, 404, body.formatted(byId.group(1)));
    } else {
      send(exchange, 404, "<html>not found</html>");
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Answers a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }
}
