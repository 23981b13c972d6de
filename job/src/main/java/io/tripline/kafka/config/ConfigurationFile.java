package io.tripline.kafka.config;

import io.tripline.plan.Value;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one file that a live job is configured by: YAML, with dotted keys as in Kafka and Flink, of
 * which any part may be nested instead. Every key, its meaning, unit, range and default stand in
 * the {@link #reference()}.
 *
 * <p>It is read whole: all that is wrong is said at once, each with its line and column. It holds
 * no secrets but references to them, which {@link Connection} has Kafka's clients resolve, and
 * {@link Secrets} everything else.
 */
public final class ConfigurationFile {
  private static final String REFERENCE = "reference.yaml";

  private ConfigurationFile() {}

  /**
   * Reads a configuration.
   *
   * @throws BadConfigurationException with every problem, if there are any
   */
  public static JobConfiguration read(Path file) throws IOException, BadConfigurationException {
    return read(file, Map.of()).usable();
  }

  /**
   * Reads a configuration, and keeps what is odd or wrong about it.
   *
   * @param overrides by key, what comes before what the file says; an empty text makes as if the
   *     file said nothing
   * @throws BadConfigurationException if there is no text in the file at all
   */
  public static ConfigurationReading read(Path file, Map<String, String> overrides)
      throws IOException, BadConfigurationException {
    return read(text(file), file, overrides);
  }

  /**
   * Reads the text of a configuration.
   *
   * @param file what messages call it; other files that it names are looked for from its folder on
   */
  public static ConfigurationReading read(String text, Path file, Map<String, String> overrides)
      throws IOException {
    return new ConfigurationReader(file, overrides).read(text);
  }

  /**
   * Reads a part of somebody else's file that is written as a configuration is.
   *
   * @param document the keys that are meant
   * @param file what messages call it
   */
  public static ConfigurationReading read(Value document, Path file, Map<String, String> overrides)
      throws IOException {
    return new ConfigurationReader(file, overrides).read(document);
  }

  /** The documented configuration: every key, with what it means, its unit, range and default. */
  public static String reference() throws IOException {
    try (var stream = ConfigurationFile.class.getResourceAsStream(REFERENCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Path file) throws IOException, BadConfigurationException {
    if (!Files.isRegularFile(file)) {
      throw new BadConfigurationException(
          List.of(file + " is no file; name a configuration file in YAML"));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadConfigurationException(List.of(file + " is no text in UTF-8; save it as UTF-8"));
    }
  }
}
