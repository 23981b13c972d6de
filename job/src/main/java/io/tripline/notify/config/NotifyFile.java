package io.tripline.notify.config;

import io.tripline.kafka.config.BadConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one file that the notifier is configured by: YAML. How Kafka and a registry are reached
 * stands there as in the live job's configuration, by the same keys; whom to notify stands below
 * {@code receivers}. Every key, its meaning, unit, range and default stand in the {@link
 * #reference()}.
 *
 * <p>It is read whole, templates too: all that is wrong is said at once. It holds no secrets but
 * references to them.
 */
public final class NotifyFile {
  private static final String REFERENCE = "reference.yaml";

  private NotifyFile() {}

  /**
   * Reads a configuration.
   *
   * @param overrides by key of the live job's configuration, what comes before what the file says
   * @throws BadConfigurationException if there is no text in the file at all
   */
  public static NotifyReading read(Path file, Map<String, String> overrides)
      throws IOException, BadConfigurationException {
    if (!Files.isRegularFile(file)) {
      throw new BadConfigurationException(
          List.of(file + " is no file; name a configuration file in YAML"));
    }
    try {
      return read(Files.readString(file), file, overrides);
    } catch (CharacterCodingException e) {
      throw new BadConfigurationException(List.of(file + " is no text in UTF-8; save it as UTF-8"));
    }
  }

  /**
   * Reads the text of a configuration.
   *
   * @param file what messages call it; other files that it names are looked for from its folder on
   */
  public static NotifyReading read(String text, Path file, Map<String, String> overrides)
      throws IOException {
    return new NotifyFileReader(file, overrides).read(text);
  }

  /** The documented configuration: every key, with what it means, its unit, range and default. */
  public static String reference() throws IOException {
    try (var stream = NotifyFile.class.getResourceAsStream(REFERENCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
