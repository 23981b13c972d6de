package io.tripline.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's single-object encoding, the default on the wire: the marker {@code C3 01}, the CRC-64-AVRO
 * fingerprint of the writer's schema (8 bytes, little-endian), then the record in Avro's binary
 * encoding. Reads what any known schema wrote into the records of this version.
 *
 * <p>Readers and buffers are kept, so create it once and keep it; one thread at a time may use it.
 */
public final class SingleObjectCodec {
  private static final int MARKER_LENGTH = 2;
  private static final int HEADER_LENGTH = MARKER_LENGTH + Long.BYTES;
  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;

  private final WriterSchemas known;
  private final SpecificData model = contractModel();
  private final Map<Long, DatumReader<SpecificRecord>> readers = new HashMap<>();
  private final Map<Class<?>, Writer> writers = new HashMap<>();
  private final PayloadDecoder decoder = new PayloadDecoder();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private BinaryEncoder encoder;

  /** Reads what the schemas of this version and of all released ones wrote. */
  public SingleObjectCodec() {
    this(WriterSchemas.released());
  }

  /** Reads what these schemas wrote. */
  public SingleObjectCodec(WriterSchemas known) {
    this.known = known;
  }

  /** One record, of any type that travels on its own, as bytes. */
  public byte[] encode(SpecificRecord record) {
    try {
      encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
      buffer.reset(); // after the line above, which flushes what a record that failed left behind
      writers.computeIfAbsent(record.getClass(), type -> writer(record.getSchema())).write(record);
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  /**
   * The record in these bytes.
   *
   * @throws FormatException UNREADABLE if the bytes are not one whole record in single-object
   *     encoding, or one whose schema is not known
   */
  public SpecificRecord decode(byte[] message) throws FormatException {
    if (message == null || message.length == 0) {
      throw new FormatException(
          Fault.UNREADABLE, "the message is empty; send a record in Avro's single-object encoding");
    }
    DatumReader<SpecificRecord> reader = reader(fingerprint(message));
    decoder.read(message, HEADER_LENGTH, message.length);
    SpecificRecord record;
    try {
      record = reader.read(null, decoder);
    } catch (IOException | RuntimeException e) {
      throw new FormatException(
          Fault.UNREADABLE,
          "the message breaks off or is garbled: " + e.getMessage() + "; send the record anew",
          e);
    }
    if (decoder.remaining() > 0) {
      throw new FormatException(
          Fault.UNREADABLE,
          decoder.remaining() + " bytes follow the record; send one record in each message");
    }
    return record;
  }

  /**
   * The record in these bytes, which is to be of a type.
   *
   * @throws FormatException as {@link #decode(byte[])}; UNKNOWN_TYPE if it is of another type
   */
  public <T extends SpecificRecord> T decode(byte[] message, Class<T> type) throws FormatException {
    SpecificRecord record = decode(message);
    if (!type.isInstance(record)) {
      throw new FormatException(
          Fault.UNKNOWN_TYPE,
          "the message is a "
              + record.getClass().getSimpleName()
              + ", where only "
              + type.getSimpleName()
              + " belongs");
    }
    return type.cast(record);
  }

  private static long fingerprint(byte[] message) throws FormatException {
    if (message.length < HEADER_LENGTH || message[0] != MARKER_0 || message[1] != MARKER_1) {
      throw new FormatException(
          Fault.UNREADABLE,
          "the message does not begin as Avro's single-object encoding does, with C3 01 and a"
              + " fingerprint; it begins with "
              + beginning(message)
              + guess(message[0]));
    }
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER_LENGTH);
  }

  private static String beginning(byte[] message) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(message.length, HEADER_LENGTH); i++) {
      hex.append(i == 0 ? "" : " ").append(String.format("%02X", message[i]));
    }
    return hex.toString();
  }

  private static String guess(byte first) {
    return switch (first) {
      case '{' -> " (JSON?)";
      case 0 -> " (the framing of a schema registry?)";
      default -> "";
    };
  }

  private DatumReader<SpecificRecord> reader(long fingerprint) throws FormatException {
    DatumReader<SpecificRecord> reader = readers.get(fingerprint);
    if (reader == null) {
      reader = newReader(fingerprint);
      readers.put(fingerprint, reader);
    }
    return reader;
  }

  @SuppressWarnings("unchecked")
  private DatumReader<SpecificRecord> newReader(long fingerprint) throws FormatException {
    Schema written =
        known
            .find(fingerprint)
            .orElseThrow(
                () ->
                    new FormatException(
                        Fault.UNREADABLE,
                        String.format(
                            "the message was written with a schema that is not known here"
                                + " (fingerprint %016x); use a version of tripline-schemas that"
                                + " has it",
                            fingerprint)));
    Class<?> type = model.getClass(written);
    if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
      throw new FormatException(
          Fault.UNKNOWN_TYPE, "there is no record of type " + written.getFullName());
    }
    return model.createDatumReader(written, model.getSchema(type));
  }

  private Writer writer(Schema schema) {
    byte[] header = new byte[HEADER_LENGTH];
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER_0)
        .put(MARKER_1)
        .putLong(SchemaNormalization.parsingFingerprint64(schema));
    return new Writer(header, schema);
  }

  private static SpecificData contractModel() {
    SpecificData model = new ContractModel();
    model.addLogicalTypeConversion(new Conversions.DecimalConversion());
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return model;
  }

  /**
   * Puts lists into lists of Java's own: comparing Avro's throws where an item has a field that may
   * be null and is a decimal or a time.
   */
  private static final class ContractModel extends SpecificData {
    ContractModel() {
      super(SingleObjectCodec.class.getClassLoader());
    }

    @Override
    public Object newArray(Object old, int size, Schema schema) {
      return new ArrayList<>();
    }
  }

  /** Writes records of one type into the buffer. */
  private final class Writer {
    private final byte[] header;
    private final DatumWriter<SpecificRecord> records;

    @SuppressWarnings("unchecked")
    Writer(byte[] header, Schema schema) {
      this.header = header;
      this.records = model.createDatumWriter(schema);
    }

    void write(SpecificRecord record) throws IOException {
      encoder.writeFixed(header);
      records.write(record, encoder);
      encoder.flush();
    }
  }
}
