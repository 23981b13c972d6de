/** What a Kafka broker of one node is told, whether it runs in this JVM or in one of its own. */
package io.tripline.local.broker;
