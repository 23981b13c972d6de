/** What Tripline needs around it, in this JVM: a Kafka broker and a Flink cluster. */
package io.tripline.local.embedded;
