package io.tripline.backtest.trial;

import io.tripline.ledger.event.ServiceEvent;

/**
 * What a candidate would have announced.
 *
 * @param candidate its number
 * @param whole whether it is said in the run over the whole interval
 * @param outOfSample whether it is said in the run over the part behind the split
 */
public record Finding(int candidate, boolean whole, boolean outOfSample, ServiceEvent event) {}
