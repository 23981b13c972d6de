package io.tripline.schemas;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The wire format of Confluent's serializers: a zero, the id that a registry gave to the writer's
 * schema (4 bytes, big-endian), then the record in Avro's binary encoding.
 *
 * <p>Remembers the last {@value #MOST_SCHEMAS} schemas that it has read with.
 */
public final class ConfluentCodec implements RecordCodec {
  static final byte MAGIC = 0;
  private static final int HEADER_LENGTH = 1 + Integer.BYTES;
  private static final int MOST_SCHEMAS = 1_000;

  private final RegisteredSchemas registry;
  private final Payloads payloads = new Payloads();
  private final Map<Integer, Payloads.Reader> readers = new LastUsed<>(MOST_SCHEMAS);
  private final Map<Class<?>, byte[]> headers = new HashMap<>();

  /** Reads and writes with the schemas of a registry. */
  public ConfluentCodec(RegisteredSchemas registry) {
    this.registry = registry;
  }

  @Override
  public byte[] encode(SpecificRecord record) {
    byte[] header = headers.computeIfAbsent(record.getClass(), type -> header(record.getSchema()));
    return payloads.write(header, record);
  }

  /**
   * The record in these bytes.
   *
   * @throws FormatException as told there, and whatever the registry's schemas throw
   */
  @Override
  public SpecificRecord decode(byte[] message) throws FormatException {
    return reader(id(message)).read(message, HEADER_LENGTH);
  }

  private static int id(byte[] message) throws FormatException {
    if (message == null || message.length < HEADER_LENGTH || message[0] != MAGIC) {
      throw Beginning.unexpected(
          message, "the Confluent wire format", "00 and the four bytes of a schema's id");
    }
    return ByteBuffer.wrap(message).getInt(1);
  }

  private Payloads.Reader reader(int id) throws FormatException {
    Payloads.Reader reader = readers.get(id);
    if (reader == null) {
      reader = payloads.reader(registry.schema(id));
      readers.put(id, reader);
    }
    return reader;
  }

  private byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(registry.id(schema)).array();
  }

  /** So many entries and no more: whichever was used longest ago makes room. */
  private static final class LastUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    private final int most;

    LastUsed(int most) {
      super(16, LOAD, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
