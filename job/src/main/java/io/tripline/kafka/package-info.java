/** The live binding: facts from Kafka topics, and what the pipeline says into others. */
package io.tripline.kafka;
