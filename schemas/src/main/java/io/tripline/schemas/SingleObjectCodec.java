package io.tripline.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's single-object encoding, the default on the wire: the marker {@code C3 01}, the CRC-64-AVRO
 * fingerprint of the writer's schema (8 bytes, little-endian), then the record in Avro's binary
 * encoding. Reads what any known schema wrote into the records of this version.
 *
 * <p>Readers and buffers are kept, so create it once and keep it; one thread at a time may use it.
 */
public final class SingleObjectCodec implements RecordCodec {
  private static final int MARKER_LENGTH = 2;
  private static final int HEADER_LENGTH = MARKER_LENGTH + Long.BYTES;
  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;

  private final WriterSchemas known;
  private final Payloads payloads = new Payloads();
  private final Map<Long, Payloads.Reader> readers = new HashMap<>();
  private final Map<Class<?>, byte[]> headers = new HashMap<>();

  /** Reads what the schemas of this version and of all released ones wrote. */
  public SingleObjectCodec() {
    this(WriterSchemas.released());
  }

  /** Reads what these schemas wrote. */
  public SingleObjectCodec(WriterSchemas known) {
    this.known = known;
  }

  @Override
  public byte[] encode(SpecificRecord record) {
    byte[] header = headers.computeIfAbsent(record.getClass(), type -> header(record.getSchema()));
    return payloads.write(header, record);
  }

  @Override
  public SpecificRecord decode(byte[] message) throws FormatException {
    return reader(fingerprint(message)).read(message, HEADER_LENGTH);
  }

  static boolean isMarked(byte[] message) {
    return message.length >= MARKER_LENGTH && message[0] == MARKER_0 && message[1] == MARKER_1;
  }

  private static long fingerprint(byte[] message) throws FormatException {
    if (message == null || message.length < HEADER_LENGTH || !isMarked(message)) {
      throw Beginning.unexpected(
          message, "Avro's single-object encoding", "C3 01 and a fingerprint");
    }
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER_LENGTH);
  }

  private Payloads.Reader reader(long fingerprint) throws FormatException {
    Payloads.Reader reader = readers.get(fingerprint);
    if (reader == null) {
      reader = payloads.reader(schema(fingerprint));
      readers.put(fingerprint, reader);
    }
    return reader;
  }

  private Schema schema(long fingerprint) throws FormatException {
    return known
        .find(fingerprint)
        .orElseThrow(
            () ->
                new FormatException(
                    Fault.UNKNOWN_SCHEMA,
                    String.format(
                        Locale.ROOT,
                        "the message was written with a schema that is not known here"
                            + " (fingerprint %016x); use a version of tripline-schemas that"
                            + " has it",
                        fingerprint)));
  }

  private static byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER_0)
        .put(MARKER_1)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }
}
