package io.tripline.kafka.registry;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.RegistrySettings.OnFailure;
import io.tripline.schemas.Fault;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.RegisteredSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/**
 * A schema registry, and what to do when it does not give a schema.
 *
 * <pre>
 *   it says                          asked again      then
 *   ──────────────────────────────── ──────────────── ─────────────────────────────────────────
 *   no such id                       as often as set  UNKNOWN_SCHEMA, or fails, as set
 *   a schema that is none of Avro    no               UNKNOWN_SCHEMA
 *   nothing, nothing sensible, 5xx   as often as set  REGISTRY_UNREACHABLE, or fails, as set
 *   401, 403                         no               fails
 * </pre>
 *
 * <p>Where records are set aside, an id that is not known is not asked for again for {@link
 * #UNKNOWN_FOR}, and as long as there is such an id, another is not waited for: a flood of bad
 * records must not hold up the good ones. So too, a registry that could not be reached is not asked
 * for {@link #UNREACHABLE_FOR}.
 *
 * <p>Writing has nothing to set aside and fails whenever it gets no id. One thread at a time may
 * use it. It needs no closing.
 */
public final class Registry {
  static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);
  static final Duration UNREACHABLE_FOR = Duration.ofSeconds(10);

  private final RegistrySettings settings;
  private final RegistryClient client;
  private final Retries retries;
  private final Misses<Integer> unknown;
  private final Misses<String> unreachable;

  Registry(RegistrySettings settings, RegistryClient client, Pause pause, InstantSource clock) {
    this.settings = settings;
    this.client = client;
    this.retries = new Retries(settings.retries(), settings.backoff(), pause);
    this.unknown = new Misses<>(UNKNOWN_FOR, clock);
    this.unreachable = new Misses<>(UNREACHABLE_FOR, clock);
  }

  /**
   * By its settings; nothing is asked yet.
   *
   * @param secrets resolves references in values
   * @throws IllegalArgumentException if a setting cannot be used
   */
  public static Registry of(RegistrySettings settings, UnaryOperator<String> secrets) {
    return new Registry(
        settings,
        new RegistryClient(RegistryHttp.of(settings, secrets)),
        Pause.byTheClock(),
        InstantSource.system());
  }

  /**
   * The schemas that records of a topic are read and written with.
   *
   * @return which throws {@link RegistryFailedException} where it is to fail
   */
  public RegisteredSchemas of(String topic) {
    return new RegisteredSchemas() {
      @Override
      public Schema schema(int id) throws FormatException {
        return find(id);
      }

      @Override
      public int id(Schema schema) {
        return register(topic, schema);
      }
    };
  }

  private Schema find(int id) throws FormatException {
    if (id < 0) {
      throw new FormatException(Fault.UNKNOWN_SCHEMA, "no registry gives ids such as " + id);
    }
    throwIfMissed(unknown, id, Fault.UNKNOWN_SCHEMA);
    throwIfMissed(unreachable, settings.url(), Fault.REGISTRY_UNREACHABLE);
    try {
      return retries.ask(() -> client.schema(id), unknown.none());
    } catch (RegistryException e) {
      throw refusal(id, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static <K> void throwIfMissed(Misses<K> misses, K asked, Fault fault)
      throws FormatException {
    String said = misses.of(asked).orElse(null);
    if (said != null) {
      throw new FormatException(fault, said);
    }
  }

  private FormatException refusal(int id, RegistryException e) {
    String message = "the message names the schema with id " + id + ", and " + e.getMessage();
    return switch (e.kind()) {
      case UNKNOWN -> {
        failIf(settings.unknownId(), message, e);
        String said = message + "; register the schema, then send the record again";
        unknown.add(id, said);
        yield new FormatException(Fault.UNKNOWN_SCHEMA, said, e);
      }
      case UNUSABLE -> {
        unknown.add(id, message);
        yield new FormatException(Fault.UNKNOWN_SCHEMA, message, e);
      }
      case UNREACHABLE -> {
        failIf(settings.unreachable(), message, e);
        String said = message + "; once it can be reached, send the record again";
        unreachable.add(settings.url(), said);
        yield new FormatException(Fault.REGISTRY_UNREACHABLE, said, e);
      }
      case DENIED -> throw new RegistryFailedException(message, e);
    };
  }

  private static void failIf(OnFailure setting, String message, RegistryException e) {
    if (setting == OnFailure.FAIL) {
      throw new RegistryFailedException(message, e);
    }
  }

  private int register(String topic, Schema schema) {
    String subject = Subjects.of(topic, schema);
    try {
      return retries.ask(() -> client.register(subject, schema), true);
    } catch (RegistryException e) {
      throw new RegistryFailedException(
          "topic "
              + topic
              + ": "
              + schema.getName()
              + " cannot be registered as "
              + subject
              + ", for "
              + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryFailedException("interrupted while the schema registry was asked", e);
  }
}
