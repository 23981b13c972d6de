package io.tripline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.StateRecords;
import io.tripline.outlet.StatementRecords;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.StateJson;
import io.tripline.schemas.StatementJson;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a run says, as the lines of the contract, which is how others see it: what is equal here
 * is equal byte for byte. In the order of ticks and services; what one service says at a tick stays
 * in the order in which it said it.
 */
record Transcript(List<String> events, List<String> statements, List<String> states) {
  private static final Comparator<Statement> STATEMENTS =
      Comparator.comparingLong(Statement::asOf).thenComparing(Statement::serviceId);
  private static final Comparator<ServiceState> STATES =
      Comparator.comparingLong(ServiceState::asOf).thenComparing(ServiceState::serviceId);

  static Transcript of(InMemoryJob.Result result) {
    return of(result.events(), result.statements(), result.states());
  }

  static Transcript of(
      List<ServiceEvent> events, List<Statement> statements, List<ServiceState> states) {
    return new Transcript(
        sorted(events, ServiceEvent.WRITTEN_ORDER)
            .map(event -> EventJson.write(EventRecords.of(event)))
            .toList(),
        sorted(statements, STATEMENTS)
            .map(statement -> StatementJson.write(StatementRecords.of(statement)))
            .toList(),
        sorted(states, STATES).map(state -> StateJson.write(StateRecords.of(state))).toList());
  }

  /** Fails with the first line that differs, of which there may be thousands. */
  void assertIs(Transcript expected) {
    assertSame("event", events, expected.events);
    assertSame("statement", statements, expected.statements);
    assertSame("state", states, expected.states);
  }

  private static void assertSame(String what, List<String> said, List<String> expected) {
    for (int i = 0; i < Math.min(said.size(), expected.size()); i++) {
      assertThat(said.get(i)).as("%s %s", what, i).isEqualTo(expected.get(i));
    }
    assertThat(said).as("number of %ss", what).hasSameSizeAs(expected);
  }

  /** Streams sort stably. */
  private static <T> Stream<T> sorted(List<T> elements, Comparator<T> order) {
    return elements.stream().sorted(order);
  }
}
