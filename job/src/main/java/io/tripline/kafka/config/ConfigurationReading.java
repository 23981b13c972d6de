package io.tripline.kafka.config;

import java.util.List;
import java.util.Map;

/**
 * What became of a configuration that was read.
 *
 * @param configuration with every default filled in; null if there are errors
 * @param errors why it cannot be used, each a line that says where, what is wrong and what to write
 * @param warnings what is odd about it, alike
 * @param effective every key that says something, as given or by default, in the order of the
 *     reference; references to secrets are as they were written. Empty if there are errors
 */
public record ConfigurationReading(
    JobConfiguration configuration,
    List<String> errors,
    List<String> warnings,
    Map<String, String> effective) {

  /**
   * The configuration.
   *
   * @throws BadConfigurationException if there are errors
   */
  public JobConfiguration usable() throws BadConfigurationException {
    if (configuration == null) {
      throw new BadConfigurationException(errors);
    }
    return configuration;
  }
}
