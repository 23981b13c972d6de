package io.tripline.schemas.example;

import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.ServiceEvent;
import java.util.Optional;

/** Says what to tell people when a kill switch trips. One instance for each consuming thread. */
final class TripAlert {
  private final SingleObjectCodec codec = new SingleObjectCodec();

  /** Takes the value of a record of tripline.events; empty if it is not a trip that counts. */
  Optional<String> of(byte[] value) throws FormatException {
    ServiceEvent event = codec.decode(value, ServiceEvent.class);
    if (event.getBody() instanceof KillSwitch move
        && move.getTransition() == KillSwitchTransition.TRIPPED
        && move.getMode() == RuleMode.ENFORCE) {
      return Optional.of(event.getServiceId() + ": " + move.getHeadline());
    }
    return Optional.empty();
  }
}
