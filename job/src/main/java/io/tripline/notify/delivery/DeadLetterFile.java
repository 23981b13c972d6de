package io.tripline.notify.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * A file of JSON Lines with what will never be taken: for whom it was, where it stands in its
 * topic, why it was not taken, and the event. What is in it is on the disk before it counts as
 * dealt with. Several threads may use it.
 */
public final class DeadLetterFile implements AutoCloseable {
  private final FileChannel file;
  private final InstantSource clock;

  private DeadLetterFile(FileChannel file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Goes on with a file, or begins it.
   *
   * @throws IOException if it cannot be written
   */
  public static DeadLetterFile open(Path file, InstantSource clock) throws IOException {
    return new DeadLetterFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock);
  }

  /**
   * A letter.
   *
   * @param receiver for whom it was
   * @param topic the topic where it stands
   * @param status of HTTP; 0 if it was not sent
   * @param why it is dead, for people
   * @param key of the incident or switch; null where it could not be read
   * @param eventJson the JSON form of the event; null where it could not be read
   */
  public record Letter(
      String receiver,
      String topic,
      int partition,
      long offset,
      int status,
      String why,
      String key,
      String eventJson) {}

  /**
   * Adds a letter.
   *
   * @throws IOException if it cannot be written
   */
  public synchronized void add(Letter letter) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", clock.instant().toString());
    json.put("receiver", letter.receiver());
    json.put("topic", letter.topic());
    json.put("partition", letter.partition());
    json.put("offset", letter.offset());
    if (letter.status() != 0) {
      json.put("status", letter.status());
    }
    json.put("why", letter.why());
    if (letter.eventJson() != null) {
      json.put("key", letter.key());
      json.putRawValue("event", new RawValue(letter.eventJson()));
    }
    ByteBuffer line = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      file.write(line);
    }
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
