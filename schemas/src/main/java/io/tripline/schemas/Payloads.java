package io.tripline.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * What follows the header in every framing: the record, in Avro's binary encoding. Keeps buffers;
 * one thread at a time may use it.
 */
final class Payloads {
  private final SpecificData model = contractModel();
  private final Map<String, Schema> contract =
      WriterSchemas.current().stream()
          .collect(Collectors.toMap(Schema::getFullName, Function.identity()));
  private final Map<Class<?>, DatumWriter<SpecificRecord>> writers = new HashMap<>();
  private final PayloadDecoder decoder = new PayloadDecoder();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private BinaryEncoder encoder;

  /** A message: the header, then the record. */
  byte[] write(byte[] header, SpecificRecord record) {
    try {
      encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
      buffer.reset(); // after the line above, which flushes what a record that failed left behind
      encoder.writeFixed(header);
      writers.computeIfAbsent(record.getClass(), type -> writer(record)).write(record, encoder);
      encoder.flush();
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  /** What reads the records that were written with a schema; keep it, it is expensive to make. */
  @SuppressWarnings("unchecked")
  Reader reader(Schema written) {
    Schema read = contract.get(written.getFullName());
    return read == null
        ? new Reader(written, null, null)
        : new Reader(written, read, model.createDatumReader(written, read));
  }

  @SuppressWarnings("unchecked")
  private DatumWriter<SpecificRecord> writer(SpecificRecord record) {
    return model.createDatumWriter(record.getSchema());
  }

  private static SpecificData contractModel() {
    SpecificData model = new ContractModel();
    model.addLogicalTypeConversion(new Conversions.DecimalConversion());
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return model;
  }

  /** Reads records that were written with one schema. */
  final class Reader {
    private final Schema written;
    private final Schema read;
    private final DatumReader<SpecificRecord> records;

    private Reader(Schema written, Schema read, DatumReader<SpecificRecord> records) {
      this.written = written;
      this.read = read;
      this.records = records;
    }

    /**
     * The record that is the rest of a message.
     *
     * @throws FormatException UNREADABLE if the rest is anything but one record; UNKNOWN_TYPE if
     *     the schema is not of a record that travels on its own
     */
    SpecificRecord read(byte[] message, int from) throws FormatException {
      if (records == null) {
        throw new FormatException(
            Fault.UNKNOWN_TYPE, "there is no record of type " + written.getFullName());
      }
      decoder.read(message, from, message.length);
      SpecificRecord record;
      try {
        record = records.read(null, decoder);
      } catch (IOException | RuntimeException | StackOverflowError e) {
        throw new FormatException(Fault.UNREADABLE, whyNot(e), e);
      }
      if (decoder.remaining() > 0) {
        throw new FormatException(
            Fault.UNREADABLE,
            decoder.remaining() + " bytes follow the record; send one record in each message");
      }
      return record;
    }

    private String whyNot(Throwable e) {
      List<Incompatibility> differences = differences();
      if (differences.isEmpty()) {
        return "the message breaks off or is garbled: " + e.getMessage() + "; send the record anew";
      }
      return "the message cannot be read as a "
          + read.getName()
          + " ("
          + e.getMessage()
          + "), for the schema it was written with differs: "
          + differences.stream().map(Reader::text).collect(Collectors.joining("; "));
    }

    private List<Incompatibility> differences() {
      return SchemaCompatibility.checkReaderWriterCompatibility(read, written)
          .getResult()
          .getIncompatibilities();
    }

    private static String text(Incompatibility difference) {
      return "at " + difference.getLocation() + ", " + difference.getMessage();
    }
  }

  /**
   * Puts lists into lists of Java's own: comparing Avro's throws where an item has a field that may
   * be null and is a decimal or a time.
   */
  private static final class ContractModel extends SpecificData {
    ContractModel() {
      super(Payloads.class.getClassLoader());
    }

    @Override
    public Object newArray(Object old, int size, Schema schema) {
      return new ArrayList<>();
    }
  }
}
