package io.tripline.kafka.framing;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.registry.Registry;
import io.tripline.schemas.ConfluentCodec;
import io.tripline.schemas.RecordCodec;
import io.tripline.schemas.SingleObjectCodec;
import java.util.function.UnaryOperator;

/** Makes the codecs of topics, of which those that need a registry share it. */
final class Codecs {
  private final RegistrySettings settings;
  private final UnaryOperator<String> secrets;
  private Registry registry;

  /**
   * @param settings null where no topic needs a registry
   */
  Codecs(RegistrySettings settings, UnaryOperator<String> secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  RecordCodec of(Topic topic) {
    return switch (topic.framing()) {
      case SINGLE_OBJECT -> new SingleObjectCodec();
      case CONFLUENT -> new ConfluentCodec(registry(topic).of(topic.name()));
    };
  }

  private Registry registry(Topic topic) {
    if (settings == null) {
      throw new IllegalArgumentException(
          "topic "
              + topic.name()
              + " is in the Confluent wire format, which needs a schema registry; say where it is");
    }
    if (registry == null) {
      registry = Registry.of(settings, secrets);
    }
    return registry;
  }
}
