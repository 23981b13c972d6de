/**
 * What Tripline exists for: plain Java that knows no Flink, no Kafka, no files and no clock. Time,
 * identities and storage are handed in; the answers depend on nothing else.
 */
package io.tripline.ledger;
