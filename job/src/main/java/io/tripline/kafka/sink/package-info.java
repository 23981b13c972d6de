/** What the pipeline says, into topics. */
package io.tripline.kafka.sink;
