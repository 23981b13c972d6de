package io.tripline.local.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tripline.schemas.RegisteredSchemas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A registry in this JVM that speaks as much of Confluent's API as reading asks for, to those who
 * say who they are.
 */
final class SchemaRegistry implements RegisteredSchemas, AutoCloseable {
  /** What no schema has. */
  static final int UNKNOWN_ID = 4711;

  private static final String SCHEMAS = "/schemas/ids/";

  private final HttpServer server;
  private final List<Schema> schemas;

  private SchemaRegistry(HttpServer server, List<Schema> schemas) {
    this.server = server;
    this.schemas = List.copyOf(schemas);
  }

  /** Starts one that has these schemas, under ids from 1 on. */
  static SchemaRegistry start(String user, String password, List<Schema> schemas)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SchemaRegistry registry = new SchemaRegistry(server, schemas);
    server
        .createContext(SCHEMAS, registry::answer)
        .setAuthenticator(
            new BasicAuthenticator("registry") {
              @Override
              public boolean checkCredentials(String givenUser, String givenPassword) {
                return givenUser.equals(user) && givenPassword.equals(password);
              }
            });
    server.start();
    return registry;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int id = Integer.parseInt(exchange.getRequestURI().getPath().substring(SCHEMAS.length()));
      boolean known = id >= 1 && id <= schemas.size();
      String answer =
          known
              ? JsonNodeFactory.instance
                  .objectNode()
                  .put("schema", schema(id).toString())
                  .toString()
              : "{\"error_code\":40403,\"message\":\"Schema not found\"}";
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public Schema schema(int id) {
    return schemas.get(id - 1);
  }

  @Override
  public int id(Schema schema) {
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
