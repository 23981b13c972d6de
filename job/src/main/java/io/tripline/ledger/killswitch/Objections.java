package io.tripline.ledger.killswitch;

import io.tripline.ledger.Slices;
import io.tripline.ledger.event.KillSwitchEvent.Reason;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.plan.Plan;

/** Why a command is not taken. The first reason that applies, in the contract's order, is given. */
final class Objections {
  private static final long LONGEST_OVERRIDE = 30 * Slices.DAY;

  private Objections() {}

  /**
   * The objection to a command, or null if there is none.
   *
   * @param known the switch it is about, or null if there is no such rule
   * @param plan the plan in force, or the last one that was
   */
  static Reason to(KillSwitchCommand command, Switch known, Plan plan) {
    if (known == null) {
      return Reason.UNKNOWN_RULE;
    }
    if (!plan.mayOverride().contains(command.by())) {
      return Reason.NOT_IN_MAY_OVERRIDE;
    }
    if (!known.takes(command.action())) {
      return Reason.STATE_DOES_NOT_TAKE_IT;
    }
    return command.action() == CommandAction.OVERRIDE ? toEnd(command) : null;
  }

  private static Reason toEnd(KillSwitchCommand command) {
    long length = command.until() - command.recordedAt();
    if (length <= 0) {
      return Reason.UNTIL_PAST;
    }
    return length > LONGEST_OVERRIDE ? Reason.UNTIL_TOO_FAR : null;
  }
}
