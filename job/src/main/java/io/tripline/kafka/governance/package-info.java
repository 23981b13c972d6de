/** Governance facts that people write: plans that are published, orders to kill switches. */
package io.tripline.kafka.governance;
