package io.tripline.ledger.service;

import io.tripline.ledger.event.ServiceState;
import java.util.List;

/**
 * Where the targets and rules of a service are.
 *
 * @param targets sorted by id
 * @param rules sorted by id
 */
public record Standing(List<ServiceState.TargetState> targets, List<ServiceState.RuleState> rules) {
  /** By the latest state that was announced. */
  public static Standing of(ServiceState state) {
    return new Standing(state.targets(), state.rules());
  }

  /** By what is remembered of a service. */
  public static Standing of(String serviceId, ServiceLedger.State state) {
    return new Judge(serviceId, state.incidents(), state.switches()).standing();
  }
}
