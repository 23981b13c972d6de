package io.tripline.history;

import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Takes in facts in any order and gives out a file of them in the order of {@code recordedAt}; of
 * those recorded at the same time, in the order they came. Facts go to disk at once; what stays in
 * memory is a time and a place for each.
 */
final class FactSpool implements Closeable {
  private static final int INITIAL_BYTES = 512;

  private final Path unsorted;
  private final Path sorted;
  private final OutputStream out;
  private final TypeSerializer<Admissible> serializer;
  private final DataOutputSerializer bytes = new DataOutputSerializer(INITIAL_BYTES);
  private final List<Spooled> index = new ArrayList<>();
  private long offset;
  private boolean inOrder = true;

  /** A fact's place in the file of those not sorted. */
  private record Spooled(long recordedAt, long offset, int length) {}

  FactSpool(Path directory) throws IOException {
    unsorted = directory.resolve("facts.unsorted");
    sorted = directory.resolve("facts.sorted");
    out = new BufferedOutputStream(Files.newOutputStream(unsorted), 1 << 16);
    serializer = RecordTypes.of(Admissible.class).createSerializer(new SerializerConfigImpl());
  }

  void add(Admissible admissible) throws IOException {
    bytes.clear();
    bytes.writeInt(0);
    serializer.serialize(admissible, bytes);
    int length = bytes.length();
    bytes.writeIntUnsafe(length - Integer.BYTES, 0);
    out.write(bytes.getSharedBuffer(), 0, length);
    long recordedAt = admissible.fact().recordedAt();
    inOrder &= index.isEmpty() || index.get(index.size() - 1).recordedAt() <= recordedAt;
    index.add(new Spooled(recordedAt, offset, length));
    offset += length;
  }

  long size() {
    return index.size();
  }

  /**
   * Ends the taking in.
   *
   * @return a file of facts, each after its length in four bytes
   */
  Path sorted() throws IOException {
    out.close();
    if (inOrder) {
      return unsorted;
    }
    index.sort(Comparator.comparingLong(Spooled::recordedAt));
    try (FileChannel from = FileChannel.open(unsorted, StandardOpenOption.READ);
        OutputStream to = new BufferedOutputStream(Files.newOutputStream(sorted), 1 << 16)) {
      for (Spooled spooled : index) {
        to.write(read(from, spooled));
      }
    }
    Files.delete(unsorted);
    return sorted;
  }

  private static byte[] read(FileChannel from, Spooled spooled) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(spooled.length());
    while (buffer.hasRemaining()) {
      if (from.read(buffer, spooled.offset() + buffer.position()) < 0) {
        throw new IOException("the facts on disk have become fewer while they were sorted");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
