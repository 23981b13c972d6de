package io.tripline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.ServiceState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfluentCodecTest {
  private static final int RECORDS = 300;
  private static final int HEADER_LENGTH = 5;
  private static final PlanClosed CLOSED = OtherWriter.CLOSED;

  private final InMemory registry = new InMemory();
  private final ConfluentCodec codec = new ConfluentCodec(registry);

  @ParameterizedTest
  @MethodSource("schemas")
  void whatIsWrittenIsReadBack(Schema schema) throws FormatException {
    for (long seed = 1; seed <= RECORDS; seed++) {
      SpecificRecord record = new RandomRecords(seed).record(schema);
      assertThat(codec.decode(codec.encode(record))).as("seed %d", seed).isEqualTo(record);
    }
  }

  @Test
  void beginsWithZeroAndTheIdAndGoesOnAsSingleObjectsDo() {
    registry.register(0x01020304, CLOSED.getSchema());
    byte[] message = codec.encode(CLOSED);
    byte[] singleObject = new SingleObjectCodec().encode(CLOSED);
    assertThat(Arrays.copyOf(message, HEADER_LENGTH)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Arrays.copyOfRange(message, HEADER_LENGTH, message.length))
        .isEqualTo(Arrays.copyOfRange(singleObject, 10, singleObject.length));
  }

  @Test
  void theRegistryIsAskedOnceForASchemaAndOnceForAnId() throws FormatException {
    for (int i = 0; i < 1_000; i++) {
      codec.decode(codec.encode(CLOSED));
    }
    assertThat(registry.asked).containsExactly(1);
    assertThat(registry.askedForIds).isEqualTo(1);
  }

  @Test
  void nothingAndWhatHasAnotherFramingIsUnreadable() {
    assertRefused(null, Fault.UNREADABLE, "send a record in the Confluent wire format");
    assertRefused(new byte[0], Fault.UNREADABLE, "empty");
    assertRefused("{\"type\":\"PlanClosed\"}".getBytes(UTF_8), Fault.UNREADABLE, "(JSON?)");
    assertRefused(
        new SingleObjectCodec().encode(CLOSED),
        Fault.UNREADABLE,
        "(Avro's single-object encoding?)");
    assertRefused(new byte[] {1, 0, 0, 0, 7, 2}, Fault.UNREADABLE, "begins with 01 00 00 00 07 02");
    assertThat(registry.asked).isEmpty();
  }

  @Test
  void noPartOfAMessageIsAMessage() {
    for (Schema schema : schemas()) {
      byte[] message = codec.encode(new RandomRecords(7).record(schema));
      for (int length = 0; length < message.length; length++) {
        assertRefused(Arrays.copyOf(message, length), Fault.UNREADABLE, "");
      }
    }
  }

  @Test
  void whatFollowsARecordIsNotPassedOver() {
    byte[] message = codec.encode(CLOSED);
    assertRefused(
        Arrays.copyOf(message, message.length + 3), Fault.UNREADABLE, "3 bytes follow the record");
  }

  @Test
  void brokenMessagesAreRefusedAndNothingWorse() throws FormatException {
    Random random = new Random(20_260_105);
    for (Schema schema : schemas()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] message = codec.encode(new RandomRecords(i).record(schema));
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
          message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        try {
          codec.decode(message);
        } catch (FormatException e) {
          assertThat(e.fault()).isIn(Fault.UNREADABLE, Fault.UNKNOWN_SCHEMA);
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
    assertThat(codec.decode(codec.encode(CLOSED))).isEqualTo(CLOSED);
  }

  @Test
  void whatTheRegistrySaysOfAnIdIsPassedOnAndItIsAskedAgain() throws FormatException {
    byte[] message = message(7, OtherWriter.laterRecord());
    assertRefused(message, Fault.UNKNOWN_SCHEMA, "no schema 7");
    registry.register(7, OtherWriter.later());
    assertThat(codec.decode(message)).isEqualTo(CLOSED);
    assertThat(registry.asked).containsExactly(7, 7);
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws FormatException {
    registry.register(7, OtherWriter.later());
    assertThat(codec.decode(message(7, OtherWriter.laterRecord()))).isEqualTo(CLOSED);
  }

  @Test
  void whatAnotherSchemaLacksIsNamed() {
    registry.register(7, OtherWriter.lacking());
    assertRefused(
        message(7, OtherWriter.lackingRecord()),
        Fault.UNREADABLE,
        "cannot be read as a PlanClosed",
        "the schema it was written with differs: at /fields/4, reason");
  }

  @Test
  void aTypeThatIsNotOursIsToldApartFromGarbage() {
    registry.register(7, OtherWriter.foreign());
    byte[] message = message(7, OtherWriter.foreignRecord());
    assertRefused(message, Fault.UNKNOWN_TYPE, "there is no record of type org.example.Greeting");
    assertRefused(message, Fault.UNKNOWN_TYPE, "");
    assertThat(registry.asked).containsExactly(7);
  }

  @Test
  void aSchemaThatIsNoRecordIsOfNoTypeOfOurs() {
    registry.register(7, Schema.create(Schema.Type.STRING));
    assertRefused(
        new byte[] {0, 0, 0, 0, 7, 2, 'a'},
        Fault.UNKNOWN_TYPE,
        "there is no record of type string");
  }

  @Test
  void aRecordOfAnotherTypeIsNotTakenForTheOneThatBelongsThere() throws FormatException {
    byte[] message = codec.encode(CLOSED);
    assertThat(codec.decode(message, PlanClosed.class)).isEqualTo(CLOSED);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> codec.decode(message, ServiceState.class))
        .withMessage("the message is a PlanClosed, where only ServiceState belongs");
  }

  @Test
  void aRecursionWithoutEndIsRefusedAndNothingWorse() {
    Schema.Parser parser = new Schema.Parser();
    Schema endless =
        parser.parse(
            """
            {"type":"record","name":"PlanClosed","namespace":"io.tripline.schemas.avro","fields":[
              {"name":"source","type":{"type":"record","name":"Deep","fields":[
                {"name":"deeper","type":["null","Deep"]}]}}]}\
            """);
    registry.register(7, endless);
    byte[] message = new byte[1 << 20];
    Arrays.fill(message, (byte) 2);
    System.arraycopy(header(7), 0, message, 0, HEADER_LENGTH);
    assertRefused(message, Fault.UNREADABLE, "");
  }

  @Test
  void theSchemaUnusedForTheLongestMakesRoom() throws FormatException {
    for (int id = 1; id <= 1_001; id++) {
      registry.register(id, OtherWriter.later());
      codec.decode(message(id, OtherWriter.laterRecord()));
    }
    registry.asked.clear();
    codec.decode(message(1_001, OtherWriter.laterRecord()));
    codec.decode(message(2, OtherWriter.laterRecord()));
    assertThat(registry.asked).isEmpty();
    codec.decode(message(1, OtherWriter.laterRecord()));
    assertThat(registry.asked).containsExactly(1);
  }

  static List<Schema> schemas() {
    return WriterSchemas.current();
  }

  private void assertRefused(byte[] message, Fault fault, String... saying) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> codec.decode(message))
        .satisfies(
            refusal -> {
              assertThat(refusal.fault()).isEqualTo(fault);
              assertThat(refusal.getMessage()).contains(saying);
            });
  }

  private static byte[] message(int id, GenericRecord record) {
    return OtherWriter.message(header(id), record);
  }

  private static byte[] header(int id) {
    return ByteBuffer.allocate(HEADER_LENGTH).put((byte) 0).putInt(id).array();
  }

  /** Gives ids from 1, and notes what it is asked for. */
  private static final class InMemory implements RegisteredSchemas {
    private final List<Integer> asked = new ArrayList<>();
    private final Map<Integer, Schema> byId = new HashMap<>();
    private final Map<Schema, Integer> ids = new HashMap<>();
    private int askedForIds;

    void register(int id, Schema schema) {
      byId.put(id, schema);
      ids.put(schema, id);
    }

    @Override
    public Schema schema(int id) throws FormatException {
      asked.add(id);
      Schema schema = byId.get(id);
      if (schema == null) {
        throw new FormatException(Fault.UNKNOWN_SCHEMA, "no schema " + id);
      }
      return schema;
    }

    @Override
    public int id(Schema schema) {
      askedForIds++;
      if (!ids.containsKey(schema)) {
        register(ids.size() + 1, schema);
      }
      return ids.get(schema);
    }
  }
}
