package io.tripline.notify.alert;

import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.VarianceTransition;

/** What an event does to the alert of its incident or switch; {@link Alerts} has the table. */
public enum Effect {
  /** Somebody is asked to look, or asked still and told how it stands. */
  RAISES,
  /** It is told how it stands, if somebody is asked to look. */
  AMENDS,
  /** Nobody is asked to look any more. */
  ENDS,
  /** None: it is worth a message, and no more. */
  NONE;

  static Effect of(VarianceTransition transition) {
    return switch (transition) {
      case OPENED, ESCALATED, UPDATED -> RAISES;
      case RESOLVED -> ENDS;
    };
  }

  static Effect of(KillSwitchTransition transition) {
    return switch (transition) {
      case WARNED, TRIPPED, STANDING -> RAISES;
      case OVERRUN -> AMENDS;
      case STOOD_DOWN, CONFIRMED, OVERRIDDEN, OVERRIDE_ENDED, REARMED -> ENDS;
      case COMMAND_REJECTED -> NONE;
    };
  }
}
