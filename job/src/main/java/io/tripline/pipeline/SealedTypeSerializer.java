package io.tripline.pipeline;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a value of a sealed interface as the number of its case, in one byte, and the case's own
 * bytes.
 *
 * @param <T> the interface
 */
final class SealedTypeSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final Class<?>[] cases;
  private final TypeSerializer<T>[] serializers;

  /** A serializer for a sealed interface; the case of an index is written by that serializer. */
  @SuppressWarnings("unchecked")
  SealedTypeSerializer(Class<T> type, Class<?>[] cases, TypeSerializer<?>[] serializers) {
    if (cases.length != serializers.length || cases.length > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          cases.length + " cases with " + serializers.length + " serializers of " + type);
    }
    this.type = type;
    this.cases = cases;
    this.serializers = (TypeSerializer<T>[]) serializers;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    int number = numberOf(value);
    target.writeByte(number);
    serializers[number].serialize(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return serializers[source.readByte()].deserialize(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public T copy(T from) {
    return serializers[numberOf(from)].copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte number = source.readByte();
    target.writeByte(number);
    serializers[number].copy(source, target);
  }

  private int numberOf(T value) {
    for (int i = 0; i < cases.length; i++) {
      if (cases[i] == value.getClass()) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        value.getClass() + " is none of the cases of " + type + ": " + Arrays.toString(cases));
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    TypeSerializer<?>[] duplicates = new TypeSerializer<?>[serializers.length];
    for (int i = 0; i < duplicates.length; i++) {
      duplicates[i] = serializers[i].duplicate();
    }
    return new SealedTypeSerializer<>(type, cases, duplicates);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    TypeSerializerSnapshot<?>[] snapshots = new TypeSerializerSnapshot<?>[serializers.length];
    for (int i = 0; i < snapshots.length; i++) {
      snapshots[i] = serializers[i].snapshotConfiguration();
    }
    return new SealedTypeSerializerSnapshot<>(type, cases, snapshots);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedTypeSerializer<?> that
        && type == that.type
        && Arrays.equals(cases, that.cases)
        && Arrays.equals(serializers, that.serializers);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(serializers);
  }
}
