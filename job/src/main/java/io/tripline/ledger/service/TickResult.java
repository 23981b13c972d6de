package io.tripline.ledger.service;

import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import java.util.List;

/**
 * What a service has to say at a tick.
 *
 * @param events in written order
 * @param statements by hour
 * @param state the latest states if any changed at this tick, else null
 */
public record TickResult(
    List<ServiceEvent> events, List<Statement> statements, ServiceState state) {}
