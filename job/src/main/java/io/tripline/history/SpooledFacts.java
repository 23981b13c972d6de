package io.tripline.history;

import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.RecordTypes;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * The facts of a {@link FactSpool}, from the first to the last recorded before a given time, for
 * one reader.
 */
final class SpooledFacts
    implements Source<Admissible, SpooledFacts.Rest, Collection<SpooledFacts.Rest>> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long end;

  /**
   * @param end nothing recorded then or later is given out; milliseconds since the epoch
   */
  SpooledFacts(Path file, long end) {
    this.file = file.toString();
    this.end = end;
  }

  /** Reads them outside of a job. */
  Facts open() {
    return new Facts(new Rest(file, 0, end));
  }

  /** What is still to be read of the file. */
  record Rest(String file, long offset, long end)
      implements IteratorSourceSplit<Admissible, Facts> {
    @Override
    public String splitId() {
      return "facts";
    }

    @Override
    public Facts getIterator() {
      return new Facts(this);
    }

    @Override
    public Rest getUpdatedSplitForIterator(Facts facts) {
      return new Rest(file, facts.offset, end);
    }
  }

  /** Reads fact after fact. */
  static final class Facts implements Iterator<Admissible>, Closeable {
    private final TypeSerializer<Admissible> serializer =
        RecordTypes.of(Admissible.class).createSerializer(new SerializerConfigImpl());
    private final DataInputDeserializer fact = new DataInputDeserializer();
    private final DataInputStream in;
    private final long size;
    private final long end;
    private long offset;
    private Admissible next;
    private long nextOffset;

    Facts(Rest rest) {
      try {
        Path file = Path.of(rest.file());
        size = Files.size(file);
        offset = rest.offset();
        nextOffset = offset;
        end = rest.end();
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        in.skipNBytes(offset);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      if (next == null && nextOffset < size) {
        next = read();
      }
      return next != null && next.fact().recordedAt() < end;
    }

    @Override
    public Admissible next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Admissible admissible = next;
      next = null;
      offset = nextOffset;
      return admissible;
    }

    private Admissible read() {
      try {
        byte[] bytes = in.readNBytes(in.readInt());
        nextOffset += Integer.BYTES + bytes.length;
        fact.setBuffer(bytes);
        return serializer.deserialize(fact);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Closes the file when the task ends. */
  private static final class Reader extends IteratorSourceReader<Admissible, Facts, Rest> {
    Reader(SourceReaderContext context) {
      super(context);
    }

    @Override
    public void close() throws Exception {
      if (iterator != null) {
        iterator.close();
      }
      super.close();
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Admissible, Rest> createReader(SourceReaderContext context) {
    return new Reader(context);
  }

  @Override
  public SplitEnumerator<Rest, Collection<Rest>> createEnumerator(
      SplitEnumeratorContext<Rest> context) {
    return new IteratorSourceEnumerator<>(context, List.of(new Rest(file, 0, end)));
  }

  @Override
  public SplitEnumerator<Rest, Collection<Rest>> restoreEnumerator(
      SplitEnumeratorContext<Rest> context, Collection<Rest> unassigned) {
    return new IteratorSourceEnumerator<>(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<Rest> getSplitSerializer() {
    return new RestSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<Rest>> getEnumeratorCheckpointSerializer() {
    return new RestsSerializer();
  }

  private static final class RestSerializer implements SimpleVersionedSerializer<Rest> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Rest rest) {
      byte[] file = rest.file().getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(2 * Long.BYTES + file.length)
          .putLong(rest.offset())
          .putLong(rest.end())
          .put(file)
          .array();
    }

    @Override
    public Rest deserialize(int version, byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      long offset = buffer.getLong();
      long end = buffer.getLong();
      return new Rest(StandardCharsets.UTF_8.decode(buffer).toString(), offset, end);
    }
  }

  /** There is one split at most. */
  private static final class RestsSerializer
      implements SimpleVersionedSerializer<Collection<Rest>> {
    private final RestSerializer one = new RestSerializer();

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<Rest> rests) {
      return rests.isEmpty() ? new byte[0] : one.serialize(rests.iterator().next());
    }

    @Override
    public Collection<Rest> deserialize(int version, byte[] bytes) {
      return bytes.length == 0 ? List.of() : List.of(one.deserialize(version, bytes));
    }
  }
}
