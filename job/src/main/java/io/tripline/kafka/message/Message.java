package io.tripline.kafka.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What of a Kafka record is kept, packed, beside the fact read from it, so that the dead letter has
 * it whole should the fact be refused later on.
 *
 * @param key null if the record had none
 * @param value null if the record had none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per record would cost too much.
public record Message(byte[] key, List<Header> headers, byte[] value) {
  private static final int ABSENT = -1;

  /** A header; its value may be null. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Header(String key, byte[] value) {}

  /** What is kept of a record. */
  public static Message of(ConsumerRecord<byte[], byte[]> message) {
    List<Header> headers = new ArrayList<>();
    message.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
    return new Message(message.key(), headers, message.value());
  }

  /** In bytes; the opposite of {@link #unpack}. */
  public byte[] pack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(key, out);
      write(value, out);
      out.writeInt(headers.size());
      for (Header header : headers) {
        out.writeUTF(header.key());
        write(header.value(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  /** The message that was packed into these bytes. */
  public static Message unpack(byte[] packed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      byte[] key = read(in);
      byte[] value = read(in);
      List<Header> headers = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        headers.add(new Header(in.readUTF(), read(in)));
      }
      return new Message(key, headers, value);
    } catch (IOException e) {
      throw new UncheckedIOException("a message was not packed whole", e);
    }
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == ABSENT ? null : in.readNBytes(length);
  }
}
