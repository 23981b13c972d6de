package io.tripline.ledger.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripline.ledger.fact.FactId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The names of incidents, events and all else that is said: version 5 UUIDs (RFC 9562, section 5.5)
 * of what they are about, so that every run over the same facts gives the same ones and a consumer
 * can tell a repetition. The namespace is the version 5 UUID of {@code tripline.io} in the DNS
 * namespace; the parts of a name are joined by line feeds, which no id can hold. Ticks are written
 * as {@link Instant#toString()} does.
 */
public final class EventNames {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final UUID TRIPLINE = nameBased(DNS, "tripline.io");

  private EventNames() {}

  /** The name of the incident of a target that opened at a tick. */
  public static String incidentId(String serviceId, String targetId, long tick) {
    return named("incident", serviceId, targetId, iso(tick));
  }

  /**
   * The name of what happened to a target or rule at a tick.
   *
   * @param subjectId the target or rule
   */
  public static String eventId(String serviceId, String subjectId, Enum<?> transition, long tick) {
    return named("event", serviceId, subjectId, transition.name(), iso(tick));
  }

  /**
   * The name of what a command did, or failed to do, to a rule at a tick.
   *
   * @param command the command; null if none did it
   */
  public static String eventId(
      String serviceId, String subjectId, Enum<?> transition, long tick, FactId command) {
    return command == null
        ? eventId(serviceId, subjectId, transition, tick)
        : named(
            "event",
            serviceId,
            subjectId,
            transition.name(),
            iso(tick),
            command.source(),
            command.eventId());
  }

  /** The name of a rule of a service, the same through all its lives. */
  public static String switchId(String serviceId, String ruleId) {
    return named("switch", serviceId, ruleId);
  }

  /**
   * The name of a revision of an hour's statement.
   *
   * @param hour the start of the hour
   */
  public static String statementId(String serviceId, long hour, int revision) {
    return named("statement", serviceId, iso(hour), Integer.toString(revision));
  }

  /** The name of what was the latest state of a service at a tick. */
  public static String stateId(String serviceId, long tick) {
    return named("state", serviceId, iso(tick));
  }

  /**
   * The name of a record that was refused.
   *
   * @param place where it stands: as many parts as it takes to find it again
   */
  public static String refusalId(String... place) {
    return named(Stream.concat(Stream.of("dead-letter"), Stream.of(place)).toArray(String[]::new));
  }

  private static String iso(long tick) {
    return Instant.ofEpochMilli(tick).toString();
  }

  private static String named(String... parts) {
    return nameBased(TRIPLINE, String.join("\n", parts)).toString();
  }

  private static UUID nameBased(UUID namespace, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1, but this one", e);
    }
  }
}
