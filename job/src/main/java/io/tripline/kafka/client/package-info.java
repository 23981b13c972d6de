/** Kafka's own clients, as the command line uses them: to look at a topic, or to write a little. */
package io.tripline.kafka.client;
