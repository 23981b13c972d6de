package io.tripline.kafka.config;

import io.tripline.ledger.LedgerSettings;
import java.io.Serializable;

/**
 * All that a live job is told. Holds no secret, only references to secrets.
 *
 * @param deployment which of possibly several Triplines this is, such as {@code production}; part
 *     of the source of its events
 * @param currency ISO 4217 code of all money; facts in another are refused
 * @param ledger the grid of time and the calendars
 * @param registry null where no topic needs one
 */
public record JobConfiguration(
    String deployment,
    String currency,
    LedgerSettings ledger,
    Connection connection,
    Topics topics,
    RegistrySettings registry,
    InputSettings input,
    OutputSettings output)
    implements Serializable {

  /**
   * Everything as documented, against an open broker.
   *
   * @throws IllegalArgumentException if the servers are not {@code HOST:PORT}, several with commas
   */
  public static JobConfiguration defaults(String bootstrapServers) {
    return ConfigurationReader.defaults(bootstrapServers);
  }

  /** The same with other topics. */
  public JobConfiguration with(Topics otherTopics) {
    return new JobConfiguration(
        deployment, currency, ledger, connection, otherTopics, registry, input, output);
  }

  /** The same, read otherwise. */
  public JobConfiguration with(InputSettings otherInput) {
    return new JobConfiguration(
        deployment, currency, ledger, connection, topics, registry, otherInput, output);
  }

  /** The same, written otherwise. */
  public JobConfiguration with(OutputSettings otherOutput) {
    return new JobConfiguration(
        deployment, currency, ledger, connection, topics, registry, input, otherOutput);
  }
}
