package io.tripline.kafka.replay;

import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.DeadLetter;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts in order what a replay refused: by feed, partition and offset, since when it was refused
 * depends on how the partitions were read. Only where each line stands is kept in memory.
 */
final class RefusedMessages {
  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::feed)
          .thenComparing(Line::topic)
          .thenComparingInt(Line::partition)
          .thenComparingLong(Line::offset);

  private RefusedMessages() {}

  /** A dead letter's place in its topic and in the file. */
  private record Line(int feed, String topic, int partition, long offset, long begin, int length) {}

  /**
   * Writes the lines of a file of dead letters, in order, into another.
   *
   * @throws IOException if one cannot be read, or is none
   */
  static void write(Path unordered, Path ordered) throws IOException {
    List<Line> lines = lines(unordered);
    lines.sort(ORDER);
    try (RandomAccessFile from = new RandomAccessFile(unordered.toFile(), "r");
        OutputStream to = new BufferedOutputStream(Files.newOutputStream(ordered))) {
      for (Line line : lines) {
        byte[] bytes = new byte[line.length()];
        from.seek(line.begin());
        from.readFully(bytes);
        to.write(bytes);
      }
    }
  }

  private static List<Line> lines(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    long begin = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        DeadLetter letter = DeadLetterJson.read(text);
        int length = text.getBytes(StandardCharsets.UTF_8).length + 1;
        lines.add(
            new Line(
                letter.getFeed().ordinal(),
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                begin,
                length));
        begin += length;
      }
    } catch (FormatException e) {
      throw new IOException("what the pipeline refused cannot be read again", e);
    }
    return lines;
  }
}
