/** What the live job is told, and the file that tells it. */
package io.tripline.kafka.config;
