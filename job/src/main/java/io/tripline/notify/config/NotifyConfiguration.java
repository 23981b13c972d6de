package io.tripline.notify.config;

import io.tripline.kafka.config.Connection;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import java.nio.file.Path;
import java.util.List;

/**
 * All that the notifier is told.
 *
 * @param deployment which Tripline it tells of
 * @param events the topic that is read
 * @param registry null where the topic needs none
 * @param groupPrefix a consumer group's name is this, a hyphen, and the name of its receiver
 * @param deadLetters the file for what will never be taken
 * @param listen where it says how it is, or null
 */
public record NotifyConfiguration(
    String deployment,
    Connection connection,
    Topic events,
    RegistrySettings registry,
    String groupPrefix,
    Path deadLetters,
    Listen listen,
    List<ReceiverSettings> receivers) {
  public NotifyConfiguration {
    receivers = List.copyOf(receivers);
  }

  /**
   * An address of this machine.
   *
   * @param host a name or an address of it
   * @param port 0 for any that is free
   */
  public record Listen(String host, int port) {}

  /** The consumer group of a receiver. */
  public String group(ReceiverSettings receiver) {
    return groupPrefix + '-' + receiver.name();
  }
}
