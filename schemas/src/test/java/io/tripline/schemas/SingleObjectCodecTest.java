package io.tripline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.StatusReported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SingleObjectCodecTest {
  private static final int RECORDS = 300;
  private static final PlanClosed CLOSED = OtherWriter.CLOSED;

  private final SingleObjectCodec codec = new SingleObjectCodec();

  @ParameterizedTest
  @MethodSource("schemas")
  void whatIsWrittenIsReadBack(Schema schema) throws FormatException {
    for (long seed = 1; seed <= RECORDS; seed++) {
      SpecificRecord record = new RandomRecords(seed).record(schema);
      assertThat(codec.decode(codec.encode(record))).as("seed %d", seed).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void avrosOwnDecoderReadsIt(Schema schema) throws IOException {
    SpecificData model = SpecificData.getForSchema(schema);
    BinaryMessageDecoder<SpecificRecord> avros = new BinaryMessageDecoder<>(model, schema);
    for (long seed = 1; seed <= RECORDS; seed++) {
      SpecificRecord record = new RandomRecords(seed).record(schema);
      SpecificRecord read = avros.decode(codec.encode(record));
      // Not the other way round: the lists that Avro reads into cannot be asked.
      assertThat(record).as("seed %d", seed).isEqualTo(read);
    }
  }

  @Test
  void beginsWithMarkerAndFingerprint() {
    byte[] message = codec.encode(CLOSED);
    assertThat(message).startsWith(0xC3, 0x01);
    assertThat(ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(2))
        .isEqualTo(SchemaNormalization.parsingFingerprint64(CLOSED.getSchema()));
  }

  @Test
  void nothingAndWhatHasAnotherFramingIsUnreadable() {
    assertUnreadable(null, "empty");
    assertUnreadable(new byte[0], "empty");
    assertUnreadable("{\"type\":\"PlanClosed\"}".getBytes(UTF_8), "(JSON?)");
    assertUnreadable(new byte[] {0, 0, 0, 0, 7, 2, 4, 6, 8, 10, 12}, "schema registry");
    assertUnreadable(new byte[] {(byte) 0xC3}, "begins with C3");
    assertUnreadable(new byte[] {(byte) 0xC3, 1, 2, 3, 4, 5, 6, 7, 8}, "begins with C3 01 02");
    byte[] secondVersion = codec.encode(CLOSED);
    secondVersion[1] = 2;
    assertUnreadable(secondVersion, "begins with C3 02");
  }

  @Test
  void aSchemaThatIsNotKnownIsNamedByItsFingerprint() {
    byte[] message = codec.encode(CLOSED);
    ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putLong(2, 0x0123456789ABCDEFL);
    assertUnknownSchema(message, "fingerprint 0123456789abcdef");
  }

  @Test
  void noPartOfAMessageIsAMessage() {
    for (Schema schema : schemas()) {
      byte[] message = codec.encode(new RandomRecords(7).record(schema));
      for (int length = 0; length < message.length; length++) {
        assertUnreadable(Arrays.copyOf(message, length), "");
      }
    }
  }

  @Test
  void whatFollowsARecordIsNotPassedOver() {
    byte[] message = codec.encode(CLOSED);
    assertUnreadable(Arrays.copyOf(message, message.length + 3), "3 bytes follow the record");
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
  void randomBytesBehindAGoodBeginningAreRefusedAndNothingWorse() {
    Random random = new Random(20_260_105);
    for (Schema schema : schemas()) {
      byte[] start = Arrays.copyOf(codec.encode(new RandomRecords(1).record(schema)), 10);
      for (int i = 0; i < 2_000; i++) {
        byte[] garbage = new byte[random.nextInt(200)];
        random.nextBytes(garbage);
        byte[] message = Arrays.copyOf(start, start.length + garbage.length);
        System.arraycopy(garbage, 0, message, start.length, garbage.length);
        try {
          codec.decode(message);
        } catch (FormatException e) {
          assertThat(e.fault()).isEqualTo(Fault.UNREADABLE);
        }
      }
    }
  }

  @Test
  void aRecordOfAnotherTypeIsNotTakenForTheOneThatBelongsThere() throws FormatException {
    byte[] message = codec.encode(CLOSED);
    assertThat(codec.decode(message, PlanClosed.class)).isEqualTo(CLOSED);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> codec.decode(message, ServiceState.class))
        .withMessage("the message is a PlanClosed, where only ServiceState belongs")
        .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.UNKNOWN_TYPE));
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesTheCodecFit() throws FormatException {
    StatusReported incomplete =
        new StatusReported("pmo", "s-1", Instant.EPOCH, null, ReportedStatus.GREEN, "pmo");
    assertThatThrownBy(() -> codec.encode(incomplete)).isInstanceOf(RuntimeException.class);
    assertThat(codec.decode(codec.encode(CLOSED))).isEqualTo(CLOSED);
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws FormatException {
    byte[] message = message(OtherWriter.laterRecord());
    assertUnknownSchema(message, "not known here");
    SingleObjectCodec told =
        new SingleObjectCodec(WriterSchemas.released().and(OtherWriter.later()));
    assertThat(told.decode(message)).isEqualTo(CLOSED);
  }

  @Test
  void aTypeThatIsNotOursIsToldApartFromGarbage() {
    SingleObjectCodec told =
        new SingleObjectCodec(WriterSchemas.released().and(OtherWriter.foreign()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> told.decode(message(OtherWriter.foreignRecord())))
        .withMessage("there is no record of type org.example.Greeting")
        .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.UNKNOWN_TYPE));
  }

  static List<Schema> schemas() {
    return WriterSchemas.current();
  }

  private void assertUnreadable(byte[] message, String saying) {
    assertRefused(message, Fault.UNREADABLE, saying);
  }

  private void assertUnknownSchema(byte[] message, String saying) {
    assertRefused(message, Fault.UNKNOWN_SCHEMA, saying);
  }

  private void assertRefused(byte[] message, Fault fault, String saying) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> codec.decode(message))
        .withMessageContaining(saying)
        .satisfies(
            refusal -> {
              assertThat(refusal.fault()).isEqualTo(fault);
              assertThat(refusal.field()).isEmpty();
            });
  }

  private static byte[] message(GenericRecord record) {
    byte[] header =
        ByteBuffer.allocate(2 + Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xC3)
            .put((byte) 0x01)
            .putLong(SchemaNormalization.parsingFingerprint64(record.getSchema()))
            .array();
    return OtherWriter.message(header, record);
  }
}
