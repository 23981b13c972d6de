package io.tripline.backtest.trial;

import io.tripline.ledger.event.ServiceEvent;

/**
 * What a candidate would have announced.
 *
 * @param candidate its number
 */
public record Finding(int candidate, ServiceEvent event) {}
