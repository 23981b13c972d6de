/** The whole job without Flink: what it says of few facts, at once and in one thread. */
package io.tripline.ledger.inmemory;
