package io.tripline.pipeline;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a sealed interface: one of several types, told apart by a number before the bytes.
 *
 * @param <T> the interface
 */
final class SealedTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final List<TypeInformation<?>> cases;

  /** A sealed interface and its cases, in the order in which they are permitted. */
  SealedTypeInfo(Class<T> type, List<TypeInformation<?>> cases) {
    this.type = type;
    this.cases = List.copyOf(cases);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    Class<?>[] classes = new Class<?>[cases.size()];
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[cases.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = cases.get(i).getTypeClass();
      serializers[i] = cases.get(i).createSerializer(config);
    }
    return new SealedTypeSerializer<>(type, classes, serializers);
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public String toString() {
    return "Sealed<" + type.getName() + cases + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedTypeInfo<?> that && type == that.type && cases.equals(that.cases);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + cases.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SealedTypeInfo;
  }
}
