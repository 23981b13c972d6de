/**
 * The facts Tripline is told: what cost, tickets, allocations and governance report, after reading.
 */
package io.tripline.ledger.fact;
