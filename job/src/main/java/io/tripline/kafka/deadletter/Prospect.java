package io.tripline.kafka.deadletter;

import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topics;
import io.tripline.kafka.framing.RecordReader;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Feed;
import io.tripline.schemas.FactType;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a record that was refused can expect if it is sent again unchanged, as far as it can be seen
 * without the job: whether it can be read, means something, and is neither too old nor too new.
 */
public final class Prospect {
  /** A fact that became known before that may be known already, and is refused. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final Topics topics;
  private final RecordReader records;
  private final Intake intake;
  private final int maxRecordBytes;
  private final Duration maxClockSkew;
  private final InstantSource clock;

  /**
   * @param clock how far known time has come, or nearly
   */
  public Prospect(JobConfiguration configuration, InstantSource clock) {
    this.topics = configuration.topics();
    this.records = RecordReader.of(topics.facts(), configuration.registry());
    this.intake = new Intake(configuration.currency(), configuration.ledger().calendars());
    this.maxRecordBytes = configuration.input().maxRecordBytes();
    this.maxClockSkew = configuration.input().maxClockSkew();
    this.clock = clock;
  }

  /**
   * Why it would be refused again.
   *
   * @param topic that it would be sent to, one of facts
   * @return a reason, and what it says; empty if nothing is known to speak against it
   */
  public Optional<String> objection(FiledLetter letter, String topic) {
    byte[] payload = letter.payload();
    if (payload != null && payload.length > maxRecordBytes) {
      return Optional.of(
          "%s: %d bytes, and the job reads none longer than %d"
              .formatted(RefusalReason.TOO_LARGE, payload.length, maxRecordBytes));
    }
    try {
      return objection(Instant.ofEpochMilli(intake.fact(carried(letter, topic)).recordedAt()));
    } catch (RefusedException e) {
      return Optional.of(e.reason() + ": " + e.getMessage());
    }
  }

  private Optional<String> objection(Instant recordedAt) {
    Instant now = clock.instant();
    if (recordedAt.isBefore(now.minus(REMEMBERED))) {
      return Optional.of(
          "%s: recorded at %s, more than 7 days ago; send it under a new recordedAt"
              .formatted(RefusalReason.TOO_OLD, recordedAt));
    }
    if (recordedAt.isAfter(now.plus(maxClockSkew))) {
      return Optional.of(
          "%s: recorded at %s, which is still to come; set the producer's clock right"
              .formatted(RefusalReason.TOO_FAR_AHEAD, recordedAt));
    }
    return Optional.empty();
  }

  /** The record, if it is one that the topic's feed carries. */
  private SpecificRecord carried(FiledLetter letter, String topic) throws RefusedException {
    Feed feed = topics.feedOf(topic);
    try {
      SpecificRecord record = read(letter, topic);
      if (FactType.of(record).filter(type -> type.feed().name().equals(feed.name())).isEmpty()) {
        throw new FormatException(
            Fault.UNKNOWN_TYPE,
            "it is a %s, which feed %s does not carry"
                .formatted(record.getSchema().getName(), feed));
      }
      return record;
    } catch (FormatException e) {
      throw RefusedException.of(e);
    }
  }

  private SpecificRecord read(FiledLetter letter, String topic) throws FormatException {
    return records.read(new ConsumerRecord<>(topic, 0, 0, letter.key(), letter.payload()));
  }

  /** What was sent, read as a record of the contract; empty if it can't be. */
  public Optional<SpecificRecord> record(FiledLetter filed) {
    String topic = filed.letter().getTopic();
    if (topics.facts().stream().noneMatch(known -> known.name().equals(topic))) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(filed, topic));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }
}
