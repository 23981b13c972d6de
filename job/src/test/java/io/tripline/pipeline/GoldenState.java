package io.tripline.pipeline;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Values of one type of state, as a release left them in its savepoints: what that release said of
 * how it wrote them, their bytes, and beside these, as text, what they held.
 *
 * @param <T> the type
 */
final class GoldenState<T> {
  private final Class<T> type;
  private final byte[] bytes;
  private final List<String> held;

  private GoldenState(Class<T> type, byte[] bytes, List<String> held) {
    this.type = type;
    this.bytes = bytes.clone();
    this.held = List.copyOf(held);
  }

  /** Values as the present release writes them. */
  static <T> GoldenState<T> of(Class<T> type, List<T> values) throws IOException {
    TypeSerializer<T> serializer = present(type);
    DataOutputSerializer out = new DataOutputSerializer(1 << 12);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    out.writeInt(values.size());
    for (T value : values) {
      serializer.serialize(value, out);
    }
    return new GoldenState<>(type, out.getCopyOfBuffer(), describe(values));
  }

  /** Values that a release left behind. */
  static <T> GoldenState<T> read(Path folder, Class<T> type) throws IOException {
    return new GoldenState<>(
        type,
        Files.readAllBytes(folder.resolve(nameOf(type) + ".bin")),
        Files.readAllLines(folder.resolve(nameOf(type) + ".txt")));
  }

  void write(Path folder) throws IOException {
    Files.write(folder.resolve(nameOf(type) + ".bin"), bytes);
    Files.writeString(folder.resolve(nameOf(type) + ".txt"), String.join("\n", held) + "\n");
  }

  /** The same, had the release that wrote it called a field by another name of equal length. */
  GoldenState<T> withFieldNamed(String former, String name) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (former.length() != name.length() || !text.contains(former)) {
      throw new IllegalArgumentException(former + " cannot become " + name);
    }
    return new GoldenState<>(
        type, text.replace(former, name).getBytes(StandardCharsets.ISO_8859_1), held);
  }

  /**
   * What does not arrive in the present release: lines of the text that do not hold of the values
   * restored. A field that is new since then is no loss.
   */
  List<String> lost() throws IOException {
    List<String> lost = new ArrayList<>(held);
    lost.removeAll(describe(restore()));
    return lost;
  }

  /** Reads the values as a state backend does that finds them in a savepoint. */
  private List<T> restore() throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    TypeSerializerSnapshot<T> then =
        TypeSerializerSnapshot.readVersionedSnapshot(in, GoldenState.class.getClassLoader());
    TypeSerializer<T> now = present(type);
    TypeSerializerSchemaCompatibility<T> compatibility =
        now.snapshotConfiguration().resolveSchemaCompatibility(then);
    if (compatibility.isIncompatible()) {
      throw new IOException(type + " cannot be restored any more");
    }
    List<T> values = new ArrayList<>();
    TypeSerializer<T> reader = reader(compatibility, now, then);
    for (int left = in.readInt(); left > 0; left--) {
      values.add(reader.deserialize(in));
    }
    return values;
  }

  private static <T> TypeSerializer<T> reader(
      TypeSerializerSchemaCompatibility<T> compatibility,
      TypeSerializer<T> now,
      TypeSerializerSnapshot<T> then) {
    if (compatibility.isCompatibleAsIs()) {
      return now;
    }
    return compatibility.isCompatibleWithReconfiguredSerializer()
        ? compatibility.getReconfiguredSerializer()
        : then.restoreSerializer();
  }

  /** Whether what was written then can be found among what is written now: true of good keys. */
  boolean isWrittenAlike() throws IOException {
    return Arrays.equals(bytes, of(type, restore()).bytes);
  }

  private static <T> TypeSerializer<T> present(Class<T> type) {
    return RecordTypes.of(type)
        .createSerializer(new SerializerConfigImpl(TriplinePipeline.configuration()));
  }

  private static String nameOf(Class<?> type) {
    return type.getCanonicalName().substring("io.tripline.".length());
  }

  /** One line for every value that is not a record, with the way to it. */
  static List<String> describe(List<?> values) {
    List<String> lines = new ArrayList<>();
    describe("", values, lines);
    return lines;
  }

  private static void describe(String where, Object value, List<String> lines) {
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        describe(where + "." + component.getName(), read(component, value), lines);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        describe(where + "[" + i + "]", list.get(i), lines);
      }
    } else if (value instanceof Map<?, ?> map) {
      // In an order that no hash code decides.
      Map<String, Object> byKey = new TreeMap<>();
      map.forEach((key, content) -> byKey.put(key.toString(), content));
      byKey.forEach((key, content) -> describe(where + "{" + key + "}", content, lines));
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        describe(where + "[" + i + "]", Array.get(value, i), lines);
      }
    } else if (value != null) {
      lines.add(where + " = " + value.toString().replace("\n", "\\n"));
    }
  }

  private static Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's components can be read", e);
    }
  }
}
