package io.tripline.notify.config;

import io.tripline.kafka.config.BadConfigurationException;
import java.util.List;

/**
 * What became of a configuration that was read.
 *
 * @param configuration with every default filled in; null if there are errors
 * @param errors why it cannot be used, each a line that says where, what is wrong and what to write
 * @param warnings what is odd about it, alike
 */
public record NotifyReading(
    NotifyConfiguration configuration, List<String> errors, List<String> warnings) {
  public NotifyReading {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /**
   * The configuration.
   *
   * @throws BadConfigurationException if there are errors
   */
  public NotifyConfiguration usable() throws BadConfigurationException {
    if (configuration == null) {
      throw new BadConfigurationException(errors);
    }
    return configuration;
  }
}
