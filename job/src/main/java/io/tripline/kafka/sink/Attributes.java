package io.tripline.kafka.sink;

import io.tripline.kafka.message.MessageOrigin;
import io.tripline.ledger.event.EventNames;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.pipeline.Refusal;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * What CloudEvents calls the context of something that is said, as far as it is a function of what
 * is said. The contract has the table of them.
 *
 * @param id the same whenever the same is said, in every run
 * @param type what kind of thing it is, in the reverse-DNS form that CloudEvents asks for
 * @param subject what it is about
 * @param time the tick, in milliseconds since the epoch; null of what is about no tick
 * @param partitionKey the service; null where none is known
 * @param correlationId what belongs together has it in common; null where nothing does
 * @param since the tick at which what it is about began, or null
 * @param detected what is said here for the first time, or null
 */
public record Attributes(
    String id,
    String type,
    String subject,
    Long time,
    String partitionKey,
    String correlationId,
    Long since,
    Detected detected) {
  /** What the job finds out by itself, and is to find out soon. */
  public enum Detected {
    /** An incident: an {@code OPENED}. */
    INCIDENT,
    /** That a kill switch is to be pulled: a {@code TRIPPED}. */
    TRIP
  }

  private static final String TYPES = "io.tripline.";
  private static final String VERSION = ".v1";

  static Attributes of(ServiceEvent event) {
    return new Attributes(
        event.eventId(),
        type(event),
        event.serviceId() + '/' + event.subjectId(),
        event.asOf(),
        event.serviceId(),
        event instanceof VarianceEvent variance
            ? variance.incidentId()
            : EventNames.switchId(event.serviceId(), event.subjectId()),
        event instanceof VarianceEvent variance
            ? Long.valueOf(variance.since())
            : ((KillSwitchEvent) event).since(),
        detected(event));
  }

  static Attributes of(Statement statement) {
    return new Attributes(
        EventNames.statementId(statement.serviceId(), statement.hour(), statement.revision()),
        type("statement"),
        statement.serviceId() + '/' + Instant.ofEpochMilli(statement.hour()),
        statement.asOf(),
        statement.serviceId(),
        null,
        null,
        null);
  }

  static Attributes of(ServiceState state) {
    return new Attributes(
        EventNames.stateId(state.serviceId(), state.asOf()),
        type("state"),
        state.serviceId(),
        state.asOf(),
        state.serviceId(),
        null,
        null,
        null);
  }

  static Attributes of(Refusal refusal) {
    TopicPartition from = MessageOrigin.partition(refusal.origin());
    String partition = Integer.toString(from.partition());
    String offset = Long.toString(refusal.origin().position());
    return new Attributes(
        EventNames.refusalId(from.topic(), partition, offset),
        type("deadletter"),
        from.topic() + '/' + partition + '/' + offset,
        null,
        refusal.fact() == null ? null : refusal.fact().serviceId(),
        null,
        null,
        null);
  }

  private static Detected detected(ServiceEvent event) {
    if (event instanceof VarianceEvent variance) {
      return variance.transition() == VarianceEvent.Transition.OPENED ? Detected.INCIDENT : null;
    }
    return ((KillSwitchEvent) event).transition() == KillSwitchEvent.Transition.TRIPPED
        ? Detected.TRIP
        : null;
  }

  private static String type(ServiceEvent event) {
    return event instanceof VarianceEvent variance
        ? type("variance." + word(variance.transition()))
        : type("killswitch." + word(((KillSwitchEvent) event).transition()));
  }

  private static String type(String kind) {
    return TYPES + kind + VERSION;
  }

  /** As a label of a domain name: no underscores. */
  private static String word(Enum<?> transition) {
    return transition.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
