/** Replays of Kafka: the live job's graph over its own topics, with an end, and to other places. */
package io.tripline.kafka.replay;
