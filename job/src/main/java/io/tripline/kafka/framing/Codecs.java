package io.tripline.kafka.framing;

import io.tripline.kafka.config.Framing;
import io.tripline.kafka.config.RegistrySettings;
import io.tripline.schemas.RecordCodec;
import io.tripline.schemas.SingleObjectCodec;

/** The codec of each framing. */
final class Codecs {
  private Codecs() {}

  static RecordCodec of(Framing framing, RegistrySettings registry) {
    return switch (framing) {
      case SINGLE_OBJECT -> new SingleObjectCodec();
      case CONFLUENT ->
          throw new UnsupportedOperationException("the Confluent wire format is being built");
    };
  }
}
