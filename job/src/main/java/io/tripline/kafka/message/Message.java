package io.tripline.kafka.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  /** No text of as many characters takes more than 64 KiB, three bytes each. */
  private static final int SURELY_SHORT = 21_000;

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
      // Java's own form of text ends at 64 KiB; a key beyond that is no reason to stop.
      boolean longKeys = headers.stream().anyMatch(header -> header.key().length() > SURELY_SHORT);
      out.writeInt(longKeys ? ~headers.size() : headers.size());
      for (Header header : headers) {
        if (longKeys) {
          write(header.key().getBytes(StandardCharsets.UTF_8), out);
        } else {
          out.writeUTF(header.key());
        }
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
      int size = in.readInt();
      boolean longKeys = size < 0;
      for (int left = longKeys ? ~size : size; left > 0; left--) {
        String name = longKeys ? new String(read(in), StandardCharsets.UTF_8) : in.readUTF();
        headers.add(new Header(name, read(in)));
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
