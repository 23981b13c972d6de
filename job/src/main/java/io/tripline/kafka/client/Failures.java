package io.tripline.kafka.client;

import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka's clients throw, in words for somebody who has never seen their code. */
public final class Failures {
  private Failures() {}

  /** What went wrong and what to do; empty if it is nothing that Kafka has names for. */
  public static Optional<String> explain(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String advice = advice(cause);
      if (advice != null) {
        return Optional.of(advice.formatted(cause.getMessage()));
      }
    }
    return Optional.empty();
  }

  private static String advice(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "Kafka does not answer (%s). Is a broker up at the configuration's bootstrap.servers,"
          + " and can it be reached from here?";
    }
    if (cause instanceof AuthenticationException) {
      return "Kafka does not let this user in (%s). Look at the security settings of the"
          + " configuration.";
    }
    if (cause instanceof AuthorizationException) {
      return "This user may not do that (%s). Have it granted, or use another user.";
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "A topic is missing (%s). Make it with: tripline topics create";
    }
    if (cause instanceof RecordTooLargeException) {
      return "A record is larger than its topic takes (%s). See: tripline topics check";
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return "So many replicas cannot be had (%s). Give another --replication-factor.";
    }
    if (cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException) {
      return "Another one has begun to do the same, and this one had to end (%s). What it had not"
          + " yet said to be sent was not sent.";
    }
    if (cause instanceof ConfigException) {
      return "Kafka's clients do not take a setting (%s). Correct it in the configuration.";
    }
    return null;
  }
}
