package io.tripline.kafka.config;

import java.util.List;

/**
 * A configuration that cannot be used. The message is every problem on a line: {@code
 * file:line:column: what is wrong; what to write}.
 */
public final class BadConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Says all of it.
   *
   * @param problems each a line
   */
  public BadConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
