package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SealedTypeSerializerTest {
  /** Something with cases. */
  public sealed interface Shape permits Circle, Box, Group {}

  /** A case. */
  public record Circle(long radius, String label) implements Shape {}

  /** A case with a field that an older release did not know. */
  public record Box(long width, long height, String label, long depth) implements Shape {}

  /** A case that holds others. */
  public record Group(List<Circle> circles) implements Shape {}

  private static final TypeInformation<?> CIRCLE = RecordTypes.of(Circle.class);
  private static final TypeInformation<?> BOX = RecordTypes.of(Box.class);
  private static final TypeInformation<?> GROUP = RecordTypes.of(Group.class);
  private static final TypeInformation<?> BOX_WITHOUT_DEPTH =
      Types.POJO(
          Box.class, Map.of("width", Types.LONG, "height", Types.LONG, "label", Types.STRING));

  @Test
  void everyCaseComesBackAsItWas() throws IOException {
    TypeSerializer<Shape> serializer = serializer(CIRCLE, BOX, GROUP);

    for (Shape shape :
        List.of(
            new Circle(1, null),
            new Box(2, 3, "box", 4),
            new Group(List.of(new Circle(5, "a"), new Circle(6, "b"))))) {
      assertThat(read(serializer, write(serializer, shape))).isEqualTo(shape);
      assertThat(serializer.copy(shape)).isEqualTo(shape);
      assertThat(read(serializer, copied(serializer, write(serializer, shape)))).isEqualTo(shape);
      assertThat(read(serializer.duplicate(), write(serializer, shape))).isEqualTo(shape);
    }
  }

  @Test
  void theSameCasesAreCompatibleAsTheyAre() throws IOException {
    assertThat(compatibility(serializer(CIRCLE, BOX), serializer(CIRCLE, BOX)).isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void aCaseAtTheEndMayBeAdded() throws IOException {
    assertThat(
            compatibility(serializer(CIRCLE, BOX), serializer(CIRCLE, BOX, GROUP))
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void casesInAnotherOrderAreReadByTheOldNumbers() throws IOException {
    TypeSerializer<Shape> old = serializer(CIRCLE, BOX);
    TypeSerializer<Shape> now = serializer(GROUP, BOX, CIRCLE);

    assertThat(compatibility(old, now).isCompatibleAfterMigration()).isTrue();
    assertThat(read(restored(old), write(old, new Circle(7, "c")))).isEqualTo(new Circle(7, "c"));
  }

  @Test
  void aFieldMayBeAddedToACase() throws IOException {
    TypeSerializer<Shape> old = serializer(CIRCLE, BOX_WITHOUT_DEPTH);
    TypeSerializer<Shape> now = serializer(CIRCLE, BOX);
    byte[] written = write(old, new Box(1, 2, "box", 99));

    assertThat(compatibility(old, now).isCompatibleAfterMigration()).isTrue();
    assertThat(read(restored(old), written)).isEqualTo(new Box(1, 2, "box", 0));
  }

  @Test
  void aCaseMayNotGo() throws IOException {
    assertThat(compatibility(serializer(CIRCLE, BOX), serializer(CIRCLE)).isIncompatible())
        .isTrue();
  }

  @Test
  void whatIsNoCaseIsNamed() {
    assertThatThrownBy(() -> write(serializer(CIRCLE), new Box(1, 2, "box", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Box is none of the cases of");
  }

  private static TypeSerializer<Shape> serializer(TypeInformation<?>... cases) {
    return new SealedTypeInfo<>(Shape.class, List.of(cases))
        .createSerializer(new SerializerConfigImpl());
  }

  private static TypeSerializerSchemaCompatibility<Shape> compatibility(
      TypeSerializer<Shape> old, TypeSerializer<Shape> now) throws IOException {
    return now.snapshotConfiguration().resolveSchemaCompatibility(throughBytes(old));
  }

  private static TypeSerializer<Shape> restored(TypeSerializer<Shape> old) throws IOException {
    return throughBytes(old).restoreSerializer();
  }

  private static TypeSerializerSnapshot<Shape> throughBytes(TypeSerializer<Shape> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        SealedTypeSerializerTest.class.getClassLoader());
  }

  private static byte[] write(TypeSerializer<Shape> serializer, Shape shape) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(shape, out);
    return out.getCopyOfBuffer();
  }

  private static byte[] copied(TypeSerializer<Shape> serializer, byte[] bytes) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), out);
    return out.getCopyOfBuffer();
  }

  private static Shape read(TypeSerializer<Shape> serializer, byte[] bytes) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }
}
