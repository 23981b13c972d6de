/** A schema registry that speaks Confluent's API, asked with patience and within limits. */
package io.tripline.kafka.registry;
