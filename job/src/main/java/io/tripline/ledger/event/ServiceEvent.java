package io.tripline.ledger.event;

import java.util.Comparator;

/** Something to announce about a service: a function of the facts alone. */
public sealed interface ServiceEvent permits VarianceEvent, KillSwitchEvent {
  /** The order in which a run writes events; events that tie stay in the order they happened. */
  Comparator<ServiceEvent> WRITTEN_ORDER =
      Comparator.comparingLong(ServiceEvent::asOf)
          .thenComparing(ServiceEvent::serviceId)
          .thenComparing(ServiceEvent::subjectId);

  /** Name-based UUID, the same in every run over the same facts. */
  String eventId();

  /** The service. */
  String serviceId();

  /** The tick at which it was seen. */
  long asOf();

  /** The version of the plan in force for the slice that ends at the tick, or null. */
  Integer planVersion();

  /** The target or rule it is about. */
  String subjectId();
}
