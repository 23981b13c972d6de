package io.tripline.kafka.sink;

import io.tripline.kafka.config.Framing;
import io.tripline.schemas.WriterSchemas;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The URIs of the schemas that records were written with, by the mark that their framing has left
 * in them: so what the header says is what the bytes say.
 */
final class SchemaUris {
  private static final int FINGERPRINT_AT = 2;
  private static final int ID_AT = 1;

  private final Framing framing;
  private final String registry;
  private final Map<Long, URI> known = new HashMap<>();

  /**
   * @param registry where the registry is, of several addresses the first counts; null where the
   *     framing needs none
   */
  SchemaUris(Framing framing, String registry) {
    this.framing = framing;
    this.registry = registry;
  }

  /**
   * The URI of a schema.
   *
   * @param data a record written with it
   */
  URI of(Schema schema, byte[] data) {
    return switch (framing) {
      case SINGLE_OBJECT ->
          known.computeIfAbsent(
              ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT),
              fingerprint -> released(schema, fingerprint));
      case CONFLUENT ->
          known.computeIfAbsent((long) ByteBuffer.wrap(data).getInt(ID_AT), this::registered);
    };
  }

  private static URI released(Schema schema, long fingerprint) {
    return URI.create(
        String.format(
            Locale.ROOT,
            "urn:tripline:schema:%s:%s:%016x",
            schema.getName(),
            WriterSchemas.release(schema).orElse("unreleased"),
            fingerprint));
  }

  private URI registered(long id) {
    String first = registry.split(",", -1)[0].strip();
    String base = first.endsWith("/") ? first : first + "/";
    return URI.create(base + "schemas/ids/" + id);
  }
}
