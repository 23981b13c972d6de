package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.book.HourBook;
import io.tripline.ledger.book.LaborHour;
import io.tripline.ledger.book.TicketHistory;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.person.Timesheet;
import io.tripline.ledger.service.ServiceLedger;
import io.tripline.oracle.RandomHistory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTypesTest {
  /** A record that cannot be kept. */
  public record Waits(String name, Map<String, List<Inner>> inner) {
    /** What it cannot be kept for. */
    public record Inner(Duration patience) {}
  }

  static Stream<Class<?>> everythingSentOrKept() {
    return Stream.of(
        Admissible.class,
        Admitted.class,
        Refusal.class,
        Fact.class,
        LaborPosting.class,
        ServiceEvent.class,
        Statement.class,
        ServiceState.class,
        UpsertRegister.Known.class,
        WaitingRoom.Seat.class,
        Timesheet.State.class,
        ServiceLedger.State.class,
        HourBook.class,
        TicketHistory.class,
        LaborHour.class);
  }

  @ParameterizedTest
  @MethodSource("everythingSentOrKept")
  void needsNoKryo(Class<?> type) {
    TypeSerializer<?> serializer = RecordTypes.of(type).createSerializer(withoutKryo());

    assertThat(serializer).isNotNull();
    assertThat(RecordTypes.of(type).toString()).doesNotContain("GenericType");
  }

  @ParameterizedTest
  @ValueSource(classes = {Admissible.class, Admitted.class, Refusal.class})
  void isWhatFlinkFindsForOurOwnRecords(Class<?> type) {
    assertThat(TypeInformation.of(type)).isEqualTo(RecordTypes.of(type));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void factsComeBackAsTheyWere(long seed) throws IOException {
    TypeSerializer<Fact> serializer = RecordTypes.of(Fact.class).createSerializer(withoutKryo());

    for (Fact fact : RandomHistory.of(seed).facts()) {
      assertThat(throughBytes(fact, serializer)).as("seed %s", seed).isEqualTo(fact);
      assertThat(serializer.copy(fact)).isEqualTo(fact);
    }
  }

  @Test
  void whatCannotBeKeptIsNamed() {
    assertThatThrownBy(() -> RecordTypes.of(Waits.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "RecordTypesTest$Waits.inner[value][].patience is a java.time.Duration");
  }

  private static SerializerConfigImpl withoutKryo() {
    return new SerializerConfigImpl(TriplinePipeline.configuration());
  }

  private static <T> T throughBytes(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
