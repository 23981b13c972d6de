/** What the ledger says: variance and kill-switch events, hourly statements, latest states. */
package io.tripline.ledger.event;
