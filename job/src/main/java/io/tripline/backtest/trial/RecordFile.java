package io.tripline.backtest.trial;

import io.tripline.pipeline.RecordTypes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A file of records, each after its length in four bytes, in the form in which Flink sends them.
 * Written by one subtask of a job, read when that has ended, and then thrown away.
 *
 * @param <T> a record, or a sealed interface of records
 */
public final class RecordFile<T> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;
  private static final int INITIAL_BYTES = 1 << 10;

  private final String file;
  private final Class<T> type;

  /** Is told of a record. */
  public interface Reader<T> {
    /**
     * Takes in a record.
     *
     * @param offset where it stands in the file
     */
    void take(T record, long offset) throws IOException;
  }

  RecordFile(Path file, Class<T> type) {
    this.file = file.toString();
    this.type = type;
  }

  Class<T> type() {
    return type;
  }

  /** Goes through all records, in the order in which they were written. */
  public void forEach(Reader<T> reader) throws IOException {
    TypeSerializer<T> serializer = serializer(type);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file)), BUFFER))) {
      long offset = 0;
      while (true) {
        int length;
        try {
          length = in.readInt();
        } catch (EOFException e) {
          return;
        }
        reader.take(
            serializer.deserialize(new DataInputDeserializer(in.readNBytes(length))), offset);
        offset += Integer.BYTES + length;
      }
    }
  }

  /** Goes through the records at some offsets, in their order. */
  public void forEachAt(long[] offsets, Reader<T> reader) throws IOException {
    TypeSerializer<T> serializer = serializer(type);
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      for (long offset : offsets) {
        in.seek(offset);
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        reader.take(serializer.deserialize(new DataInputDeserializer(bytes)), offset);
      }
    }
  }

  /** What a job writes the file by. */
  Sink<T> sink() {
    return new ToFile<>(file, type);
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    return RecordTypes.of(type).createSerializer(new SerializerConfigImpl());
  }

  private record ToFile<T>(String file, Class<T> type) implements Sink<T> {
    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
      return new Writer<>(
          serializer(type), new BufferedOutputStream(Files.newOutputStream(Path.of(file)), BUFFER));
    }
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final TypeSerializer<T> serializer;
    private final OutputStream out;
    private final DataOutputSerializer bytes = new DataOutputSerializer(INITIAL_BYTES);

    Writer(TypeSerializer<T> serializer, OutputStream out) {
      this.serializer = serializer;
      this.out = out;
    }

    @Override
    public void write(T element, Context context) throws IOException {
      bytes.clear();
      bytes.writeInt(0);
      serializer.serialize(element, bytes);
      bytes.writeIntUnsafe(bytes.length() - Integer.BYTES, 0);
      out.write(bytes.getSharedBuffer(), 0, bytes.length());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        out.flush();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
