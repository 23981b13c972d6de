package io.tripline.kafka.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * The schema registry that topics with {@link Framing#CONFLUENT} need.
 *
 * @param url where it answers Confluent's API, such as {@code https://registry:8081}
 * @param username for basic authentication, or null; may be a reference to a secret
 * @param password for basic authentication, or null; a reference to a secret
 * @param tls settings named as Kafka's clients name them, {@code ssl.truststore.location} and the
 *     like; passwords are references to secrets
 * @param retries how often a request that failed, or an id that is not known, is asked for again
 * @param backoff how long to wait before the first of these; doubles each time
 * @param unknownId what to do with a record whose schema id the registry does not know
 * @param unreachable what to do with a record while the registry cannot be reached
 */
public record RegistrySettings(
    String url,
    String username,
    String password,
    Map<String, String> tls,
    int retries,
    Duration backoff,
    OnFailure unknownId,
    OnFailure unreachable)
    implements Serializable {
  public RegistrySettings {
    tls = Map.copyOf(tls);
  }

  /** What to do with a record whose schema cannot be had, once all retries are used up. */
  public enum OnFailure {
    /** Set it aside, whole. */
    DEAD_LETTER,
    /** Fail, so that Flink restarts the job and it is read again. */
    FAIL
  }
}
