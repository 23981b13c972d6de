package io.tripline.kafka.config;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Names one run of a replay: in its topics, in its transactions, and in the source of its events.
 *
 * @param value 1 to 64 letters, digits, hyphens and underscores, the first a letter or digit
 */
public record RunId(String value) implements Serializable {
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /**
   * As it is written.
   *
   * @throws IllegalArgumentException if it is not made of what it may be made of
   */
  public RunId {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' names no run; write 1 to 64 letters, digits, - and _, such as 2026-q1");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
