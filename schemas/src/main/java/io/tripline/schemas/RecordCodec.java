package io.tripline.schemas;

import org.apache.avro.specific.SpecificRecord;

/**
 * A framing: how a record of the contract, with a mark of the schema it is written with, is put
 * into bytes. Reads what other schemas wrote into the records of this version.
 *
 * <p>Readers and buffers are kept, so create it once and keep it; one thread at a time may use it.
 */
public interface RecordCodec {

  /** One record, of any type that travels on its own, as bytes. */
  byte[] encode(SpecificRecord record);

  /**
   * The record in these bytes.
   *
   * @throws FormatException UNREADABLE if the bytes are not one whole record in this framing;
   *     UNKNOWN_SCHEMA if the schema it was written with is not known; UNKNOWN_TYPE if that is not
   *     the schema of a record that travels on its own
   */
  SpecificRecord decode(byte[] message) throws FormatException;

  /**
   * The record in these bytes, which is to be of a type.
   *
   * @throws FormatException as {@link #decode(byte[])}; UNKNOWN_TYPE if it is of another type
   */
  default <T extends SpecificRecord> T decode(byte[] message, Class<T> type)
      throws FormatException {
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
}
