package io.tripline.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Reads facts from scripts, as a bounded topic with a partition per script would. It may be told to
 * pause halfway through every script, so that a savepoint can be taken there: whoever waits for
 * {@link #paused} knows that everything before was sent. Or to fail, somewhere behind the middle,
 * with a checkpoint at the middle to go back to.
 */
final class ScriptedSource
    implements Source<Admissible, ScriptedSource.Position, List<ScriptedSource.Position>> {
  private static final long serialVersionUID = 1L;

  /** Tests and tasks are in one JVM, and tasks get copies of the source. */
  private static final Map<String, CountDownLatch> PAUSES = new ConcurrentHashMap<>();

  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

  private final String name;
  private final byte[][] scripts;
  private final boolean pausing;
  private final boolean failing;

  /** A place in a script. */
  record Position(int script, int next) implements SourceSplit {
    @Override
    public String splitId() {
      return "script-" + script;
    }
  }

  private ScriptedSource(String name, byte[][] scripts, boolean pausing, boolean failing) {
    this.name = name;
    this.scripts = scripts;
    this.pausing = pausing;
    this.failing = failing;
  }

  /** A source of these scripts that runs to their end. */
  static ScriptedSource of(String name, List<List<Admissible>> scripts) {
    byte[][] written = new byte[scripts.size()][];
    for (int i = 0; i < written.length; i++) {
      written[i] = write(scripts.get(i));
    }
    return new ScriptedSource(name, written, false, false);
  }

  /** The same source, which stops in the middle of every script and waits. */
  ScriptedSource pausing() {
    PAUSES.put(name, new CountDownLatch(scripts.length));
    return new ScriptedSource(name, scripts, true, false);
  }

  /** The same source, which fails as often as this before it comes to its end. */
  ScriptedSource failing(int times) {
    FAILURES.put(name, new AtomicInteger(times));
    return new ScriptedSource(name, scripts, false, true);
  }

  /** How often it has still to fail. */
  int failuresLeft() {
    return FAILURES.get(name).get();
  }

  /** Is down to 0 once every script has come to its pause. */
  CountDownLatch paused() {
    return PAUSES.get(name);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<Position, List<Position>> createEnumerator(
      SplitEnumeratorContext<Position> context) {
    List<Position> starts = new ArrayList<>();
    for (int i = 0; i < scripts.length; i++) {
      starts.add(new Position(i, 0));
    }
    return new Enumerator(context, starts);
  }

  @Override
  public SplitEnumerator<Position, List<Position>> restoreEnumerator(
      SplitEnumeratorContext<Position> context, List<Position> unassigned) {
    return new Enumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<Position> getSplitSerializer() {
    return new PositionSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<Position>> getEnumeratorCheckpointSerializer() {
    return new PositionsSerializer();
  }

  @Override
  public SourceReader<Admissible, Position> createReader(SourceReaderContext context) {
    return new Reader();
  }

  private static byte[] write(List<Admissible> script) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(4096);
      TypeSerializer<Admissible> serializer = serializer();
      out.writeInt(script.size());
      for (Admissible admissible : script) {
        serializer.serialize(admissible, out);
      }
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
  }

  private static List<Admissible> read(byte[] written) {
    try {
      DataInputDeserializer in = new DataInputDeserializer(written);
      TypeSerializer<Admissible> serializer = serializer();
      List<Admissible> script = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        script.add(serializer.deserialize(in));
      }
      return script;
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be read", e);
    }
  }

  private static TypeSerializer<Admissible> serializer() {
    return RecordTypes.of(Admissible.class).createSerializer(new SerializerConfigImpl());
  }

  /** Deals the scripts out to the readers when they come. */
  private static final class Enumerator implements SplitEnumerator<Position, List<Position>> {
    private final SplitEnumeratorContext<Position> context;
    private final List<Position> unassigned;

    Enumerator(SplitEnumeratorContext<Position> context, List<Position> unassigned) {
      this.context = context;
      this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void addReader(int subtask) {
      List<Position> its = new ArrayList<>(unassigned);
      its.removeIf(position -> position.script() % context.currentParallelism() != subtask);
      // All at once: a reader that knew of some only would take the others' facts for late.
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, its)));
      unassigned.removeAll(its);
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<Position> splits, int subtask) {
      unassigned.addAll(splits);
    }

    @Override
    public List<Position> snapshotState(long checkpointId) {
      return List.copyOf(unassigned);
    }

    @Override
    public void start() {
      // Readers come by themselves.
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
      // Scripts are dealt out unasked.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** Reads its scripts in turns, a fact at a time. */
  private final class Reader implements SourceReader<Admissible, Position> {
    private final List<List<Admissible>> contents = new ArrayList<>();
    private final ArrayDeque<Position> running = new ArrayDeque<>();
    private final List<Position> waiting = new ArrayList<>();
    private boolean allAssigned;
    private boolean hasCheckpoint;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    @Override
    public void start() {
      for (byte[] script : scripts) {
        contents.add(read(script));
      }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Admissible> output) {
      Position at = running.poll();
      if (at != null) {
        advance(at, output);
      }
      if (!running.isEmpty()) {
        return InputStatus.MORE_AVAILABLE;
      }
      if (allAssigned && waiting.isEmpty()) {
        return InputStatus.END_OF_INPUT;
      }
      available = new CompletableFuture<>();
      return InputStatus.NOTHING_AVAILABLE;
    }

    private void advance(Position at, ReaderOutput<Admissible> output) {
      List<Admissible> script = contents.get(at.script());
      boolean atMiddle = at.next() == script.size() / 2;
      if (pausing && atMiddle) {
        waiting.add(at);
        paused().countDown();
      } else if (failing && atMiddle && !hasCheckpoint && failuresLeft() > 0) {
        waiting.add(at);
      } else if (failing && hasCheckpoint && at.next() == script.size() * 3 / 4 && mayFail()) {
        throw new IllegalStateException("so it was asked for");
      } else if (at.next() < script.size()) {
        Admissible next = script.get(at.next());
        output.createOutputForSplit(at.splitId()).collect(next, next.fact().recordedAt());
        running.add(new Position(at.script(), at.next() + 1));
      } else {
        output.releaseOutputForSplit(at.splitId());
      }
    }

    private boolean mayFail() {
      return FAILURES.get(name).getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (failing && !waiting.isEmpty()) {
        hasCheckpoint = true;
        running.addAll(waiting);
        waiting.clear();
        available.complete(null);
      }
    }

    @Override
    public List<Position> snapshotState(long checkpointId) {
      List<Position> positions = new ArrayList<>(running);
      positions.addAll(waiting);
      return positions;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<Position> splits) {
      running.addAll(splits);
      available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
      allAssigned = true;
      available.complete(null);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static final class PositionSerializer implements SimpleVersionedSerializer<Position> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Position position) {
      return ByteBuffer.allocate(8).putInt(position.script()).putInt(position.next()).array();
    }

    @Override
    public Position deserialize(int version, byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Position(buffer.getInt(), buffer.getInt());
    }
  }

  private static final class PositionsSerializer
      implements SimpleVersionedSerializer<List<Position>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<Position> positions) {
      ByteBuffer buffer = ByteBuffer.allocate(8 * positions.size());
      positions.forEach(position -> buffer.putInt(position.script()).putInt(position.next()));
      return buffer.array();
    }

    @Override
    public List<Position> deserialize(int version, byte[] bytes) {
      List<Position> positions = new ArrayList<>();
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        positions.add(new Position(buffer.getInt(), buffer.getInt()));
      }
      return positions;
    }
  }
}
