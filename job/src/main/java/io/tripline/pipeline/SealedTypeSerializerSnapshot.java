package io.tripline.pipeline;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * What a savepoint says of how a sealed interface was written: which case had which number, and how
 * each was written. So cases may be added or put in another order, and a case may change as far as
 * its own serializer allows; a case may not go.
 *
 * @param <T> the interface
 */
public final class SealedTypeSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private Class<T> type;
  private Class<?>[] cases;
  private TypeSerializerSnapshot<?>[] snapshots;

  /** For Flink, which reads the rest from the savepoint. */
  public SealedTypeSerializerSnapshot() {}

  SealedTypeSerializerSnapshot(
      Class<T> type, Class<?>[] cases, TypeSerializerSnapshot<?>[] snapshots) {
    this.type = type;
    this.cases = cases;
    this.snapshots = snapshots;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(type.getName());
    out.writeInt(cases.length);
    for (int i = 0; i < cases.length; i++) {
      out.writeUTF(cases[i].getName());
      TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshots[i]);
    }
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    if (readVersion != VERSION) {
      throw new IOException("version " + readVersion + " of a sealed type is not known");
    }
    type = InstantiationUtil.resolveClassByName(in, userCodeClassLoader);
    int number = in.readInt();
    cases = new Class<?>[number];
    snapshots = new TypeSerializerSnapshot<?>[number];
    for (int i = 0; i < number; i++) {
      cases[i] = InstantiationUtil.resolveClassByName(in, userCodeClassLoader);
      snapshots[i] = TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[snapshots.length];
    for (int i = 0; i < serializers.length; i++) {
      serializers[i] = snapshots[i].restoreSerializer();
    }
    return new SealedTypeSerializer<>(type, cases, serializers);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    if (!(oldSerializerSnapshot instanceof SealedTypeSerializerSnapshot<T> old)
        || old.type != type) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    boolean sameBytes = true;
    for (int number = 0; number < old.cases.length; number++) {
      int present = Arrays.asList(cases).indexOf(old.cases[number]);
      if (present < 0) {
        return TypeSerializerSchemaCompatibility.incompatible();
      }
      TypeSerializerSchemaCompatibility<?> ofCase = resolve(present, old.snapshots[number]);
      if (ofCase.isIncompatible()) {
        return TypeSerializerSchemaCompatibility.incompatible();
      }
      sameBytes &= present == number && ofCase.isCompatibleAsIs();
    }
    return sameBytes
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  @SuppressWarnings("unchecked")
  private <C> TypeSerializerSchemaCompatibility<C> resolve(
      int present, TypeSerializerSnapshot<?> old) {
    return ((TypeSerializerSnapshot<C>) snapshots[present])
        .resolveSchemaCompatibility((TypeSerializerSnapshot<C>) old);
  }
}
