/** A Kafka record that is kept whole on its way through the pipeline. */
package io.tripline.kafka.message;
