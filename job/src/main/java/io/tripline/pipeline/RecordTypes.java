package io.tripline.pipeline;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.BasicArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EnumTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

/**
 * Types of what is kept in state and sent between operators: records of basic types, enums, arrays,
 * lists and maps, of records again, and of sealed interfaces whose cases are records.
 *
 * <p>Flink's own extraction knows no sealed interfaces; it would take whatever holds one as a
 * generic type, that is to say Kryo, whose bytes nothing guards across releases. So this goes
 * through a record's components itself, and refuses at once, naming the component, what it could
 * not keep.
 */
public final class RecordTypes {
  private RecordTypes() {}

  /**
   * The type of a record, or of a sealed interface of records.
   *
   * @throws IllegalArgumentException if it holds something that cannot be kept
   */
  @SuppressWarnings("unchecked")
  public static <T> TypeInformation<T> of(Class<T> type) {
    return (TypeInformation<T>) describe(type, type.getName());
  }

  private static TypeInformation<?> describe(Type type, String where) {
    if (type instanceof Class<?> plain) {
      return describeClass(plain, where);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListTypeInfo<>(describe(arguments[0], where + "[]"));
      }
      if (generic.getRawType() == Map.class) {
        return new MapTypeInfo<>(
            describe(arguments[0], where + "[key]"), describe(arguments[1], where + "[value]"));
      }
    }
    throw cannotBeKept(type, where);
  }

  private static TypeInformation<?> describeClass(Class<?> type, String where) {
    if (type.isRecord()) {
      return describeRecord(type, where);
    }
    if (type.isSealed()) {
      return describeSealed(type, where);
    }
    if (type.isEnum()) {
      return enumType(type);
    }
    if (type.isArray()) {
      return describeArray(type, where);
    }
    TypeInformation<?> basic = BasicTypeInfo.getInfoFor(type);
    if (basic == null) {
      throw cannotBeKept(type, where);
    }
    return basic;
  }

  private static TypeInformation<?> describeRecord(Class<?> type, String where) {
    List<PojoField> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(
          new PojoField(
              field(type, component.getName()),
              describe(component.getGenericType(), where + "." + component.getName())));
    }
    return new PojoTypeInfo<>(type, fields);
  }

  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a record has a field for every component", e);
    }
  }

  private static TypeInformation<?> describeSealed(Class<?> type, String where) {
    List<TypeInformation<?>> cases = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      cases.add(describe(permitted, where + "(" + permitted.getSimpleName() + ")"));
    }
    return new SealedTypeInfo<>(type, cases);
  }

  private static TypeInformation<?> describeArray(Class<?> type, String where) {
    if (type.getComponentType().isPrimitive()) {
      return PrimitiveArrayTypeInfo.getInfoFor(type);
    }
    TypeInformation<?> basic = BasicArrayTypeInfo.getInfoFor(type);
    return basic != null
        ? basic
        : ObjectArrayTypeInfo.getInfoFor(describe(type.getComponentType(), where + "[]"));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static TypeInformation<?> enumType(Class<?> type) {
    return new EnumTypeInfo(type);
  }

  private static IllegalArgumentException cannotBeKept(Type type, String where) {
    return new IllegalArgumentException(
        where
            + " is a "
            + type.getTypeName()
            + ", which cannot be kept in state; use records, sealed interfaces of records, basic"
            + " types, enums, arrays, List or Map");
  }

  /** For Flink's {@code @TypeInfo}, so that its own extraction comes here too. */
  public static final class Factory<T> extends TypeInfoFactory<T> {
    @Override
    @SuppressWarnings("unchecked")
    public TypeInformation<T> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> genericParameters) {
      return of((Class<T>) type);
    }
  }
}
